package dev.sflmpc.compiler.optimise;

import dev.sflmpc.compiler.netlist.Netlist;
import dev.sflmpc.compiler.netlist.Simulator;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Finds outputs that follow each other and seem to be the bits of a sum of inputs and of products of two inputs with
 * integer weights: sums, differences, products, squares, numbers of ones and what is made of these.
 *
 * <p>With no input set the outputs give the constant, with one input its weight, with two inputs that of their product;
 * random inputs tell how many bits agree with the sum so found. The order of the inputs does not matter.
 *
 * <p>Layout: {@code values[o]} has the values of output <i>o</i>: first of the probes, lane 0 without inputs, then each input
 * alone, then each pair, then those of {@code randoms[r][i]}, a word of input <i>i</i> each.
 */
final class OutputWords {

    private static final int LEAST_BITS = 4;
    private static final int FIRST_BITS = 8;
    private static final int MOST_INPUTS = 512;

    /** Gates simulated, and bits of values looked at. */
    private static final long MOST_VISITS = 1L << 27;

    private static final long MOST_VALUES = 1L << 22;
    private static final int RANDOM_WORDS = Samples.WORDS;
    private static final int LANES_TRIED = 8;
    private static final long SEED = 0x0_57;

    private final Graph graph;
    private final int inputs;
    private final int probeWords;
    private final long[][] values;
    private final long[][] randoms;

    /** Whether each output depends on an AND. */
    private final boolean[] hasAnds;

    private long visits;

    private OutputWords(Graph graph) {
        this.graph = graph;
        inputs = graph.net().inputCount();
        probeWords = probeWords(inputs);
        values = new long[graph.outputs().length][probeWords + RANDOM_WORDS];
        randoms = new long[RANDOM_WORDS][inputs];
        hasAnds = hasAnds(graph);
        probe();
        sample();
    }

    private static boolean[] hasAnds(Graph graph) {
        Netlist net = graph.net();
        boolean[] nodes = new boolean[net.nodeCount()];
        for (int node = 1; node < nodes.length; node++) {
            nodes[node] = !net.isInput(node)
                    && (net.isAnd(node) || nodes[net.left(node) >>> 1] || nodes[net.right(node) >>> 1]);
        }
        boolean[] outputs = new boolean[graph.outputs().length];
        for (int o = 0; o < outputs.length; o++) {
            outputs[o] = nodes[graph.outputs()[o] >>> 1];
        }
        return outputs;
    }

    /** The words of a graph of which no two have an output in common; none when there are too many inputs. */
    static List<OutputWord> find(Graph graph) {
        int inputs = graph.net().inputCount();
        int outputs = graph.outputs().length;
        if (inputs == 0
                || inputs > MOST_INPUTS
                || outputs < LEAST_BITS
                || (long) probeWords(inputs) * graph.net().nodeCount() > MOST_VISITS
                || (long) probeWords(inputs) * outputs > MOST_VALUES) {
            return List.of();
        }
        OutputWords words = new OutputWords(graph);
        List<OutputWord> upward = words.list(1);
        if (covered(upward) == outputs) {
            return upward;
        }
        List<OutputWord> downward = words.list(-1);
        return covered(upward) >= covered(downward) ? upward : downward;
    }

    private static int covered(List<OutputWord> words) {
        return words.stream().mapToInt(word -> word.outputs().length).sum();
    }

    private static int probeWords(int inputs) {
        return (1 + inputs + inputs * (inputs - 1) / 2 + Long.SIZE - 1) / Long.SIZE;
    }

    private void probe() {
        long[] word = new long[inputs];
        int lane = 1;
        int at = 0;
        for (int i = 0; i < inputs; i++, lane++) {
            at = flushed(word, at, lane);
            word[i] |= 1L << lane;
        }
        for (int i = 0; i < inputs; i++) {
            for (int j = i + 1; j < inputs; j++, lane++) {
                at = flushed(word, at, lane);
                word[i] |= 1L << lane;
                word[j] |= 1L << lane;
            }
        }
        simulate(word, at);
    }

    /** Simulates a word of probes that is full. */
    private int flushed(long[] word, int at, int lane) {
        if (lane / Long.SIZE == at) {
            return at;
        }
        simulate(word, at);
        Arrays.fill(word, 0);
        return at + 1;
    }

    private void sample() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int r = 0; r < RANDOM_WORDS; r++) {
            for (int i = 0; i < inputs; i++) {
                randoms[r][i] = Samples.bits(random, r);
            }
            simulate(randoms[r], probeWords + r);
        }
    }

    private void simulate(long[] word, int at) {
        Simulator result = Simulator.run(graph.net(), word);
        for (int o = 0; o < values.length; o++) {
            values[o][at] = result.value(graph.outputs()[o]);
        }
    }

    private int lane(int i, int j) {
        return 1 + inputs + i * (2 * inputs - i - 1) / 2 + j - i - 1;
    }

    private List<OutputWord> list(int step) {
        List<OutputWord> words = new ArrayList<>();
        int last = step > 0 ? values.length - 1 : 0;
        int start = step > 0 ? 0 : values.length - 1;
        while ((last - start) * step + 1 >= LEAST_BITS && visits < MOST_VISITS) {
            int rest = (last - start) * step + 1;
            int length = hasAnds(start, step) && fitsAtFirst(start, step) ? length(start, step, rest) : 0;
            if (length >= LEAST_BITS && visits < MOST_VISITS) {
                words.add(word(start, step, length));
            }
            start += step * Math.max(1, length);
        }
        return words;
    }

    /** Whether one of the lowest bits has gates to spare. */
    private boolean hasAnds(int start, int step) {
        for (int k = 0; k < LEAST_BITS; k++) {
            if (hasAnds[start + step * k]) {
                return true;
            }
        }
        return false;
    }

    /** Whether the lowest bits agree on a few inputs. */
    private boolean fitsAtFirst(int start, int step) {
        for (int trial = 0; trial < LANES_TRIED * RANDOM_WORDS; trial++) {
            int lane = randomLane(trial);
            int[] ones = ones(lane);
            visits += (long) LEAST_BITS * ones.length * (ones.length + 1) / 2;
            // each pair has the weight of its product, less those of its inputs, which as many pairs have as there are
            // others
            long none = number(start, step, LEAST_BITS, 0);
            long sum = none;
            for (int a = 0; a < ones.length; a++) {
                long alone = number(start, step, LEAST_BITS, 1 + ones[a]) - none;
                sum += alone * (2 - ones.length);
                for (int b = a + 1; b < ones.length; b++) {
                    sum += number(start, step, LEAST_BITS, lane(ones[a], ones[b])) - none;
                }
            }
            if (((sum ^ number(start, step, LEAST_BITS, lane)) & (1L << LEAST_BITS) - 1) != 0) {
                return false;
            }
        }
        return true;
    }

    private int randomLane(int trial) {
        return Long.SIZE * probeWords + trial / LANES_TRIED * Long.SIZE + trial % LANES_TRIED;
    }

    /** How many outputs, of some from one on, are the bits of a sum; looked for among twice as many each time. */
    private int length(int start, int step, int rest) {
        int width = 0;
        for (int next = FIRST_BITS; visits < MOST_VISITS; next *= 2) {
            int tried = Math.min(rest, next);
            width = agreeing(start, step, tried);
            if (width < tried || tried == rest) {
                return width;
            }
        }
        return width;
    }

    private int agreeing(int start, int step, int tried) {
        BigInteger[] weights = weights(numbers(start, step, tried));
        int width = tried;
        for (int trial = 0; trial < LANES_TRIED * RANDOM_WORDS && visits < MOST_VISITS; trial++) {
            int lane = randomLane(trial);
            int[] ones = ones(lane);
            visits += (long) ones.length * (ones.length + 1) / 2;
            BigInteger error = sum(weights, ones).subtract(wideNumber(start, step, tried, lane));
            width = error.signum() == 0 ? width : Math.min(width, error.getLowestSetBit());
        }
        return width;
    }

    private BigInteger[] numbers(int start, int step, int width) {
        BigInteger[] numbers = new BigInteger[lane(inputs - 1, inputs)];
        visits += (long) numbers.length * width;
        for (int lane = 0; lane < numbers.length; lane++) {
            numbers[lane] = wideNumber(start, step, width, lane);
        }
        return numbers;
    }

    private long number(int start, int step, int width, int lane) {
        long number = 0;
        for (int k = 0; k < width; k++) {
            number |= bit(start + step * k, lane) << k;
        }
        return number;
    }

    private long bit(int output, int lane) {
        return values[output][lane / Long.SIZE] >>> lane & 1;
    }

    /** The inputs that are set in a lane of the random words. */
    private int[] ones(int lane) {
        int word = lane / Long.SIZE - probeWords;
        int[] result = new int[inputs];
        int count = 0;
        for (int i = 0; i < inputs; i++) {
            if ((randoms[word][i] >>> lane & 1) != 0) {
                result[count++] = i;
            }
        }
        return Arrays.copyOf(result, count);
    }

    private OutputWord word(int start, int step, int width) {
        BigInteger[] weights = weights(numbers(start, step, width));
        int[] outputs = new int[width];
        Arrays.setAll(outputs, k -> start + step * k);
        WeightedSum sum = new WeightedSum(width);
        sum.addConstant(weights[0]);
        for (int i = 0; i < inputs; i++) {
            sum.add(Graph.inputLiteral(i), weights[1 + i]);
            for (int j = i + 1; j < inputs; j++) {
                if (weights[lane(i, j)].signum() != 0) {
                    sum.addProduct(Graph.inputLiteral(i), Graph.inputLiteral(j), weights[lane(i, j)]);
                }
            }
        }
        return new OutputWord(outputs, sum);
    }

    private BigInteger wideNumber(int start, int step, int width, int lane) {
        if (width < Long.SIZE) {
            return BigInteger.valueOf(number(start, step, width, lane));
        }
        byte[] bytes = new byte[width / Byte.SIZE + 1];
        for (int k = 0; k < width; k++) {
            bytes[bytes.length - 1 - k / Byte.SIZE] |= (byte) (bit(start + step * k, lane) << k % Byte.SIZE);
        }
        return new BigInteger(1, bytes);
    }

    private BigInteger[] weights(BigInteger[] numbers) {
        BigInteger[] weights = new BigInteger[numbers.length];
        weights[0] = numbers[0];
        for (int i = 0; i < inputs; i++) {
            weights[1 + i] = numbers[1 + i].subtract(numbers[0]);
        }
        for (int i = 0; i < inputs; i++) {
            for (int j = i + 1; j < inputs; j++) {
                weights[lane(i, j)] = numbers[lane(i, j)]
                        .subtract(weights[1 + i])
                        .subtract(weights[1 + j])
                        .subtract(numbers[0]);
            }
        }
        return weights;
    }

    private BigInteger sum(BigInteger[] weights, int[] ones) {
        BigInteger sum = weights[0];
        for (int a = 0; a < ones.length; a++) {
            sum = sum.add(weights[1 + ones[a]]);
            for (int b = a + 1; b < ones.length; b++) {
                BigInteger weight = weights[lane(ones[a], ones[b])];
                sum = weight.signum() == 0 ? sum : sum.add(weight);
            }
        }
        return sum;
    }
}
