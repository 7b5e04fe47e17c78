package dev.sflmpc.compiler.optimise;

import dev.sflmpc.compiler.arithmetic.CarrylessMultiplier;
import dev.sflmpc.compiler.netlist.LiveGates;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The passes of each level, repeated while they gain and while there is effort left. */
final class Schedule {

    private static final CutRewriting.Settings ADDERS = new CutRewriting.Settings(3, 8, false, 0, false);
    private static final CutRewriting.Settings FAST = new CutRewriting.Settings(4, 6, false, 0, false);
    private static final CutRewriting.Settings FAST_SIDEWAYS = new CutRewriting.Settings(4, 6, false, 0, true);
    private static final CutRewriting.Settings NARROW = new CutRewriting.Settings(5, 8, false, 0, false);
    private static final CutRewriting.Settings SIDEWAYS = new CutRewriting.Settings(5, 8, false, 0, true);
    private static final CutRewriting.Settings MIDDLE = new CutRewriting.Settings(5, 16, false, 1, true);
    private static final CutRewriting.Settings STRICT = new CutRewriting.Settings(5, 16, false, 0, true);
    private static final CutRewriting.Settings WIDE = new CutRewriting.Settings(6, 16, false, 0, true);
    private static final CutRewriting.Settings DEEP = new CutRewriting.Settings(6, 32, true, 1, true);

    /** Netlists with more nodes get the cheapest passes only, unless the level is the highest. */
    private static final int LARGE = 1 << 20;

    private static final int SMALL = 1 << 13;
    private static final int SUM_WEIGHT = 8;
    private static final int FACTOR_WEIGHT = 2;

    /** Netlists with more nodes are not searched for sums and common factors, by level. */
    private static final int[] STRUCTURE_LARGEST = {0, 1 << 15, 1 << 21, 1 << 21};

    /** Netlists with more nodes are not searched for carries that look ahead, by level. */
    private static final int[] CARRY_LARGEST = {0, 0, 1 << 18, 1 << 18};

    /** A proof is tried for each so many gate visits that are left. */
    private static final int PROOF_WEIGHT = 2_000;

    private static final int WINDOW_WEIGHT = 12;
    private static final int RESUBSTITUTION_WEIGHT = 16;

    /** Netlists with more nodes are not searched for gates that others nearby can replace, by level. */
    private static final int[] RESUBSTITUTION_LARGEST = {0, 1 << 12, 1 << 18, 1 << 20};

    /** The most proofs of a pass that looks for them, by level. */
    private static final int[] RESUBSTITUTION_PROOFS = {0, 2_000, 5_000, 100_000};

    /** A netlist is optimised from a second start when one gate in this many goes at once. */
    private static final int LEAST_FREED = 10;

    /** A round of passes is repeated when it saves one gate in this many. */
    private static final int[] PATIENCE = {1, 150, 1_000, 100_000};

    /** Netlists with more nodes are not searched for small tables. */
    private static final int TABLES_LARGEST = 1 << 20;

    /** Netlists with more nodes are not searched for products of polynomials. */
    private static final int PRODUCTS_LARGEST = 1 << 21;

    /** Netlists with more nodes are not searched for cones of gates. */
    private static final int CONE_LARGEST = 1 << 18;

    private static final int CONE_WEIGHT = 32;
    private static final int CONE_ROUNDS = 3;

    /** Netlists with more nodes are not tried as sums and quotients of their inputs. */
    private static final int WHOLE_LARGEST = 1 << 17;

    private static final int WHOLE_WEIGHT = 64;
    private static final int PRODUCT_WEIGHT = 1;

    /** Sums of products are found on the way through the netlist. */
    private static final int NODES_PER_FORM_VISIT = 2;

    private static final int TABLE_WEIGHT = 4;
    private static final List<Integer> TABLE_SIZES = List.of(8, 6, 4);
    private static final int TABLE_CAUTION = 3;

    private final int level;
    private final OptionalInt balance;
    private final Deadline deadline;
    private final LeastAnds least;
    private final SmallTables tables;
    private final CarrylessMultiplier multiplier;
    private final Searches searches;
    private final long most;
    private long effort;
    private long depthWork;
    private int passes;
    private boolean complete = true;
    private @Nullable Resubstituted last;

    /** A graph and what came of it: where other passes gain nothing, several starts come to the same graph. */
    private record Resubstituted(Graph graph, Graph result) {}

    Schedule(OptimiserOptions options, LeastAnds least, SmallTables tables, CarrylessMultiplier multiplier) {
        this.least = least;
        this.tables = tables;
        this.multiplier = multiplier;
        level = options.level();
        balance = options.balance();
        searches = new Searches(options.leftOut());
        deadline = new Deadline(options.timeLimit());
        effort = options.effort();
        most = effort;
    }

    OptimiserStatistics statistics(LiveGates before, LiveGates after) {
        long work = most - effort + depthWork;
        return new OptimiserStatistics(before, after, passes, work, deadline.elapsed(), complete, searches.fruitless());
    }

    Graph run(Graph graph) {
        Graph reduced = shared(tabulatedFirst(multiplied(whole(graph))));
        return balance.isPresent() ? balanced(graph, reduced, balance.getAsInt()) : reduced;
    }

    /** Outputs that are a sum or a quotient as a whole made anew; what the compiler makes itself has the best form already. */
    private Graph whole(Graph graph) {
        long price = (long) graph.net().nodeCount() * WHOLE_WEIGHT;
        if (level <= 1 || deadline.passed() || price > effort || graph.net().nodeCount() > WHOLE_LARGEST) {
            return graph;
        }
        passes++;
        Graph summed = WholeSums.run(graph, deadline::passed);
        return WholeQuotients.run(summed, deadline::passed);
    }

    /** Sums of products over GF(2) made anew, where that saves ANDs; other passes would hide them. */
    private Graph multiplied(Graph graph) {
        long nodes = graph.net().nodeCount();
        boolean withProducts = nodes <= PRODUCTS_LARGEST && isAffordable(SearchPass.PRODUCTS, nodes * PRODUCT_WEIGHT);
        boolean withForms = isAffordable(SearchPass.FORMS, nodes / NODES_PER_FORM_VISIT);
        if (!withProducts && !withForms) {
            return graph;
        }
        ProductSums sums = new ProductSums(graph);
        Graph start = withProducts ? leastAnds(graph, CarrylessProducts.run(graph, sums, multiplier)) : graph;
        searches.ended(SearchPass.PRODUCTS, graph, start);
        if (!withForms) {
            return start;
        }
        ProductSums left = ands(start) < ands(graph) ? new ProductSums(start) : sums;
        return searches.ended(SearchPass.FORMS, start, leastAnds(start, QuadraticForms.run(start, left)));
    }

    /** Whether a pass is tried; its price is taken then. */
    private boolean isAffordable(SearchPass pass, long price) {
        if (level == 0 || deadline.passed() || price > effort || searches.isLeftOut(pass)) {
            return false;
        }
        effort -= price;
        passes++;
        searches.begin(pass);
        return true;
    }

    /** Tables may hide sums from the passes after them; where they do not save half, both ways are gone. */
    private Graph tabulatedFirst(Graph graph) {
        Graph tables = tabulated(graph);
        int before = ands(graph);
        int after = ands(tables);
        Graph reduced = reduced(tables);
        return after < before && 2 * after > before ? fewer(reduced, reduced(graph)) : reduced;
    }

    /** Groups of gates that are small tables made anew from these. */
    private Graph tabulated(Graph graph) {
        long nodes = graph.net().nodeCount();
        if (nodes > TABLES_LARGEST || !isAffordable(SearchPass.TABLES, nodes * TABLE_WEIGHT)) {
            return graph;
        }
        TableRewriting.Settings settings = new TableRewriting.Settings(TABLE_SIZES, TABLE_CAUTION, level > 1);
        return searches.ended(SearchPass.TABLES, graph, TableRewriting.run(graph, tables, settings, deadline));
    }

    /** Sums of adders made anew, where that saves ANDs; adders show in one form of a netlist and hide in another. */
    private Graph summed(Graph graph) {
        long price = (long) graph.net().nodeCount() * SUM_WEIGHT;
        if (deadline.passed() || price > effort || graph.net().nodeCount() > STRUCTURE_LARGEST[level]) {
            return graph;
        }
        effort -= price;
        passes++;
        Graph best = summedAs(AdderShapes.run(graph, true), distributed(graph));
        if (2 * price <= effort && !deadline.passed()) {
            effort -= 2 * price;
            best = cheaper(best, summedAs(AdderShapes.run(graph, false), graph));
            best = cheaper(best, summedAs(CutRewriting.run(graph, ADDERS, least, deadline), graph));
        }
        return best;
    }

    /** The sums of one form; the graph itself when it has none that gain. */
    private Graph summedAs(Graph shaped, Graph graph) {
        Graph chained = graph.net().nodeCount() <= CARRY_LARGEST[level] ? CarryRewriting.repeated(shaped) : shaped;
        Graph next = cheaper(chained, AdderRewriting.run(chained));
        return cost(next) < cost(shaped) ? next : graph;
    }

    /** Chains of conditions multiplied out, and products made from each other. */
    private Graph distributed(Graph graph) {
        long price = (long) graph.net().nodeCount() * FACTOR_WEIGHT;
        if (deadline.passed() || price > effort || graph.net().nodeCount() > STRUCTURE_LARGEST[level]) {
            return graph;
        }
        effort -= price;
        passes++;
        Graph chained = SelectChains.run(graph);
        // what the compiler makes itself has these already, in forms that the passes after this one know
        Graph start = level == 1
                ? leastAnds(graph, chained)
                : leastAnds(graph, SharedCubes.run(graph), SharedCubes.run(chained));
        return leastAnds(start, SharedFactors.run(start));
    }

    private Graph shared(Graph graph) {
        if (level <= 1 || deadline.passed()) {
            return graph;
        }
        passes++;
        return cheaper(graph, XorSharing.run(graph, deadline));
    }

    /** Made shallower; XORs that were added for it are shared. */
    private Graph balanced(Graph original, Graph reduced, int percent) {
        DepthSearch search = DepthSearch.run(original, reduced, percent, deadline);
        passes += search.passes();
        depthWork = search.work();
        complete = complete && !deadline.passed();
        Graph best = search.result();
        Graph sparse = shared(best);
        return sparse.gates().depth() <= best.gates().depth() ? sparse : best;
    }

    /**
     * From up to three starts, of which the best is kept: the graph, the graph without what conditions that exclude each other
     * make needless, before other passes hide them, and the decision diagrams of its outputs; each of these only where it
     * is smaller.
     */
    private Graph reduced(Graph given) {
        Graph graph = paired(given);
        Graph plain = rewritten(graph);
        Graph coned = coned(graph);
        plain = ands(coned) < ands(graph) ? fewer(rewritten(coned), plain) : plain;
        if (level == 0 || deadline.passed()) {
            return plain;
        }
        Graph freed = resubstituted(graph);
        boolean gains = LEAST_FREED * (ands(graph) - ands(freed)) >= ands(graph) && ands(freed) < ands(graph);
        Graph best = gains ? fewer(rewritten(freed), plain) : plain;
        Graph collapsed = Collapsing.run(graph);
        best = ands(collapsed) < ands(graph) ? fewer(rewritten(collapsed), best) : best;
        return best;
    }

    /** Comparisons and the like made anew; with one of them, what others share with it is free to go. */
    private Graph coned(Graph graph) {
        Graph best = graph;
        for (int round = 0; round < CONE_ROUNDS; round++) {
            long price = (long) graph.net().nodeCount() * CONE_WEIGHT;
            if (level <= 1 || deadline.passed() || price > effort || graph.net().nodeCount() > CONE_LARGEST) {
                return best;
            }
            effort -= price;
            passes++;
            Graph next = ConeRewriting.run(best, least, deadline);
            if (ands(next) >= ands(best)) {
                return best;
            }
            best = next;
        }
        return best;
    }

    /** Products of the pairs that meet elsewhere, so that sums of products show. */
    private Graph paired(Graph graph) {
        long price = (long) graph.net().nodeCount() * FACTOR_WEIGHT;
        if (level <= 1 || deadline.passed() || price > effort || graph.net().nodeCount() > STRUCTURE_LARGEST[level]) {
            return graph;
        }
        effort -= price;
        passes++;
        return leastAnds(graph, SharedCubes.paired(graph));
    }

    private Graph rewritten(Graph graph) {
        if (level > 1 && level < OptimiserOptions.MOST_LEVEL && graph.net().nodeCount() > LARGE) {
            return quick(summed(graph));
        }
        return switch (level) {
            case 0 -> graph;
            case 1 -> quick(summed(graph));
            case 2 -> windowed(summed(started(summed(graph), 500)), MIDDLE, WIDE);
            default -> windowed(summed(started(summed(graph), 5000)), DEEP, MIDDLE);
        };
    }

    /** Cheap passes, and none of them where a sample of the gates gains nothing. */
    private Graph quick(Graph graph) {
        int nodes = graph.net().nodeCount();
        long price = nodes < Probe.SMALLEST ? 0 : Probe.nodes() * FAST.perNode();
        if (price + (long) nodes * FAST.perNode() > effort || searches.isLeftOut(SearchPass.CUTS)) {
            return graph;
        }
        effort -= price;
        searches.begin(SearchPass.CUTS);
        if (price > 0 && !Probe.isPromising(graph, FAST, least, deadline)) {
            return graph;
        }
        return searches.ended(
                SearchPass.CUTS,
                graph,
                nodes <= SMALL
                        ? resubstituted(repeat(repeat(graph, NARROW), SIDEWAYS))
                        : repeat(rewrite(graph, FAST), FAST_SIDEWAYS));
    }

    private Graph repeat(Graph graph, CutRewriting.Settings... round) {
        Graph best = graph;
        while (true) {
            Graph next = best;
            for (CutRewriting.Settings settings : round) {
                next = rewrite(next, settings);
            }
            long gain = cost(best) - cost(next);
            if (gain > 0) {
                best = next;
            }
            if (gain * PATIENCE[level] <= cost(best)) {
                return best;
            }
        }
    }

    /**
     * Cuts from several starts, of which the best is kept: only gaining moves first or sideways ones at once, and with the
     * blocks made anew before where that makes a great difference, since it hides structure from the cuts.
     */
    private Graph started(Graph graph, int blocks) {
        Graph plain = repeat(graph, NARROW);
        if (deadline.passed() || 20L * WIDE.perNode() * graph.net().nodeCount() > effort) {
            return repeat(plain, MIDDLE, WIDE);
        }
        Graph sideways = repeat(graph, SIDEWAYS);
        passes++;
        Graph anew = repeat(BlockRewriting.run(graph, least, blocks, deadline), NARROW);
        if (5 * cost(anew) < 4 * cost(cheaper(plain, sideways))) {
            return repeat(anew, MIDDLE, WIDE);
        }
        Graph first = repeat(plain, MIDDLE, WIDE);
        Graph second = repeat(sideways, MIDDLE, WIDE);
        Graph third = repeat(repeat(plain, STRICT), MIDDLE, WIDE);
        return cheaper(first, cheaper(second, third));
    }

    private static Graph cheaper(Graph a, Graph b) {
        return cost(a) <= cost(b) ? a : b;
    }

    /** The first of those with the fewest ANDs. */
    private static Graph leastAnds(Graph first, Graph... others) {
        Graph best = first;
        for (Graph other : others) {
            best = ands(other) < ands(best) ? other : best;
        }
        return best;
    }

    /** ANDs alone decide unless there are as many. */
    private static Graph fewer(Graph a, Graph b) {
        return ands(a) == ands(b) ? cheaper(a, b) : ands(a) < ands(b) ? a : b;
    }

    private Graph merged(Graph graph) {
        if (deadline.passed()) {
            return graph;
        }
        passes++;
        int proofs = (int) Math.min(level == 2 ? 2_000 : 50_000, effort / PROOF_WEIGHT);
        Graph next = FunctionalReduction.run(graph, proofs, deadline);
        return cheaper(graph, next);
    }

    /** Gates made of others nearby, with all that is open about them; its price is what the proofs cost. */
    private Graph resubstituted(Graph graph) {
        long price = (long) graph.net().nodeCount() * RESUBSTITUTION_WEIGHT;
        if (deadline.passed() || price > effort || graph.net().nodeCount() > RESUBSTITUTION_LARGEST[level]) {
            return graph;
        }
        effort -= price;
        passes++;
        int proofs = (int) Math.min(RESUBSTITUTION_PROOFS[level], effort / PROOF_WEIGHT);
        Resubstituted known = last;
        if (known == null || known.graph != graph) {
            known = new Resubstituted(graph, fewer(graph, Resubstitution.run(graph, true, proofs, deadline)));
            last = known;
        }
        return known.result;
    }

    /** Windows and cuts in turn, while they gain. */
    private Graph windowed(Graph graph, CutRewriting.Settings... round) {
        Graph best = graph;
        while (true) {
            Graph next = shared(resubstituted(merged(windows(best))));
            next = summed(distributed(repeat(next, round)));
            long gain = cost(best) - cost(next);
            if (gain > 0) {
                best = next;
            }
            if (gain * PATIENCE[level] <= cost(best)) {
                return best;
            }
        }
    }

    private Graph windows(Graph graph) {
        long price = (long) graph.net().nodeCount() * WINDOW_WEIGHT;
        if (deadline.passed() || price > effort) {
            return graph;
        }
        effort -= price;
        passes++;
        return WindowRewriting.run(graph, least, level == 2 ? 4 : 5, level == 2 ? 24 : 100, deadline);
    }

    private Graph rewrite(Graph graph, CutRewriting.Settings settings) {
        long price = (long) graph.net().nodeCount() * settings.perNode();
        if (deadline.passed()) {
            complete = false;
            return graph;
        }
        if (price > effort && passes > 0) {
            return graph;
        }
        effort -= price;
        passes++;
        return CutRewriting.run(graph, settings, least, deadline);
    }

    private static int ands(Graph graph) {
        return graph.gates().ands();
    }

    /** ANDs first; an XOR counts a sixteenth. */
    private static long cost(Graph graph) {
        LiveGates gates = graph.gates();
        return 16L * gates.ands() + gates.xors();
    }
}
