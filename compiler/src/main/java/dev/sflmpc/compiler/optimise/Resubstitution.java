package dev.sflmpc.compiler.optimise;

/**
 * Makes AND gates of nodes nearby: as a linear combination, which is free, or as a function of degree two where that needs
 * fewer ANDs than die. What a gate is on values that do not occur, or where it makes no difference, is open.
 *
 * <p>The coefficients are the unknowns of linear equations, one for each sample on which the gate is cared for. Where
 * they have a solution, {@link Distinguisher} looks for values on which it is wrong, which are one more equation, until
 * none are left. After Mishchenko, Brayton, Jiang, Jang, "Scalable Don't-Care-Based Logic Optimization and Resynthesis"
 * (ACM TRETS 2011), section 4, with sums in the place of a library of gates.
 */
final class Resubstitution {

    private static final int LARGEST = 1 << 22;
    private static final int CHECK_INTERVAL = 1 << 8;
    private static final int MOST_DYING = 24;
    private static final int MOST_ROUNDS = 24;

    /** Pairs of values are tried for each proof that is allowed. */
    private static final int LESSONS = 4;

    private final Deadline deadline;
    private final MutableGraph graph;
    private final Samples samples;
    private final Observers observers;
    private final Divisors divisors;
    private final Lemmas lemmas = new Lemmas();
    private final Implications implications;
    private final Distinguisher distinguisher;
    private final Equations equations = new Equations();
    private final boolean quadratic;
    private final long[] columns = new long[Divisors.MOST];
    private final int[] kept = new int[Divisors.MOST];
    private final int[] dying = new int[MOST_DYING + 1];
    private int proofs;
    private int lessons;

    private Resubstitution(Graph graph, boolean quadratic, int proofs, Deadline deadline) {
        this.graph = new MutableGraph(graph);
        this.quadratic = quadratic;
        this.proofs = proofs;
        lessons = quadratic ? LESSONS * proofs : 0;
        this.deadline = deadline;
        samples = new Samples(this.graph);
        observers = new Observers(this.graph, samples);
        divisors = new Divisors(this.graph);
        implications = new Implications(this.graph, samples, lemmas);
        distinguisher = new Distinguisher(this.graph, lemmas);
    }

    /**
     * A pass; the result never has more ANDs.
     *
     * @param graph without dead gates
     * @param quadratic whether to look for functions of degree two as well
     * @param proofs most searches by SAT
     */
    static Graph run(Graph graph, boolean quadratic, int proofs, Deadline deadline) {
        if (graph.net().nodeCount() > LARGEST || proofs <= 0) {
            return graph;
        }
        return new Resubstitution(graph, quadratic, proofs, deadline).rewrite();
    }

    private Graph rewrite() {
        int nodes = graph.count();
        for (int node = 1; node < nodes && proofs > 0; node++) {
            if ((node & CHECK_INTERVAL - 1) == 0 && deadline.passed()) {
                break;
            }
            if (graph.isAnd(node) && graph.references(node) > 0 && graph.canDefine(node)) {
                improve(node);
            }
            if (lessons > 0 && graph.isGate(node) && graph.references(node) > 0) {
                lessons -= implications.learn(node);
            }
        }
        return graph.result();
    }

    private void improve(int node) {
        observers.look(node);
        divisors.collect(node);
        if (replace(node, new Combination(divisors.count(), 0), 1) || !quadratic) {
            return;
        }
        int freed = graph.freed(node, kept, 0, dying);
        if (freed > 1) {
            divisors.collectAround(node, dying, Combination.MOST_FACTORS);
            replace(node, new Combination(divisors.count(), divisors.count()), freed);
        }
    }

    /**
     * Replaces a gate if a combination is found.
     *
     * @param freed the most ANDs that can die
     */
    private boolean replace(int node, Combination combination, int freed) {
        if (!solve(node, combination) || !gains(node, combination, freed)) {
            return false;
        }
        distinguisher.begin(node, observers, divisors);
        int[] products = new int[combination.products()];
        for (int i = 0; i < products.length; i++) {
            products[i] =
                    distinguisher.product(divisors.node(combination.first(i)), divisors.node(combination.second(i)));
        }
        for (int round = 0; round < MOST_ROUNDS && proofs > 0; round++) {
            long solution = equations.solution();
            if (!gains(node, combination, freed)) {
                return false;
            }
            proofs--;
            switch (search(combination, solution, products)) {
                case NONE -> {
                    define(node, combination, solution);
                    return true;
                }
                case FOUND -> {
                    if (!equations.add(found(node, combination))) {
                        return false;
                    }
                }
                case UNKNOWN -> {
                    return false;
                }
            }
        }
        return false;
    }

    private NearbyClauses.Answer search(Combination combination, long solution, int[] products) {
        int[] terms = new int[Equations.MOST_UNKNOWNS];
        int count = 0;
        for (int i = 0; i < combination.linear(); i++) {
            if (Combination.hasNode(solution, i)) {
                terms[count++] = distinguisher.variable(divisors.node(i));
            }
        }
        for (int i = 0; i < products.length; i++) {
            if (combination.hasProduct(solution, i)) {
                terms[count++] = products[i];
            }
        }
        return distinguisher.search(terms, count, Combination.hasConstant(solution));
    }

    /** The equation of the values that were found. */
    private long found(int node, Combination combination) {
        long values = 0;
        for (int i = 0; i < divisors.count(); i++) {
            values |= distinguisher.value(divisors.node(i)) ? 1L << i : 0;
        }
        return combination.equation(values, distinguisher.value(node));
    }

    private boolean gains(int node, Combination combination, int freed) {
        long solution = equations.solution();
        int ands = combination.ands(solution);
        if (ands >= freed) {
            return false;
        }
        int count = 0;
        for (long rest = combination.support(solution); rest != 0; rest &= rest - 1) {
            kept[count++] = divisors.node(Long.numberOfTrailingZeros(rest));
        }
        return graph.freed(node, kept, count, new int[0]) > ands;
    }

    private void define(int node, Combination combination, long solution) {
        for (int i = 0; i < observers.count(); i++) {
            lemmas.forget(observers.gate(i));
        }
        lemmas.forget(node);
        int mark = graph.count();
        int literal = combination.build(solution, graph, divisors, node);
        samples.extend(mark);
        graph.define(node, literal);
        samples.update(node);
        graph.bypass(node);
    }

    /** Whether the samples on which the node is cared for allow a combination. */
    private boolean solve(int node, Combination combination) {
        equations.clear();
        for (int w = 0; w < Samples.WORDS; w++) {
            for (int i = 0; i < divisors.count(); i++) {
                columns[i] = samples.word(divisors.node(i), w);
            }
            long values = samples.word(node, w);
            for (long care = observers.care(w); care != 0; care &= care - 1) {
                int sample = Long.numberOfTrailingZeros(care);
                if (!equations.add(combination.equation(row(sample), (values >>> sample & 1) != 0))) {
                    return false;
                }
            }
        }
        return true;
    }

    private long row(int sample) {
        long row = 0;
        for (int i = 0; i < divisors.count(); i++) {
            row |= (columns[i] >>> sample & 1) << i;
        }
        return row;
    }
}
