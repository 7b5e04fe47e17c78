package dev.sflmpc.compiler.optimise;

import dev.sflmpc.compiler.netlist.Netlist;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Netlists of adders that are connected in any way: with all forms, signs, constants, shared operands and cut-off tops. */
final class RandomAdders {

    private final SplittableRandom random;
    private final Netlist net = new Netlist();
    private final List<Integer> pool = new ArrayList<>();

    private RandomAdders(SplittableRandom random) {
        this.random = random;
    }

    static Graph make(SplittableRandom random, int inputs, int steps, int outputs) {
        RandomAdders adders = new RandomAdders(random);
        int[] in = adders.net.inputs(inputs);
        for (int literal : in) {
            adders.pool.add(literal);
        }
        for (int i = 0; i < steps; i++) {
            adders.step();
        }
        int[] out = new int[outputs];
        for (int i = 0; i < outputs; i++) {
            out[i] = adders.pool.get(adders.pool.size() - 1 - random.nextInt(Math.min(adders.pool.size(), 2 * outputs)))
                    ^ random.nextInt(2);
        }
        return new Graph(adders.net, in, out);
    }

    private void step() {
        switch (random.nextInt(8)) {
            case 0, 1 -> full(pick(), pick(), pick());
            case 2 -> full(pick(), pick(), random.nextInt(2));
            case 3 -> word(1 + random.nextInt(6));
            case 4 -> prefix(2 + random.nextInt(6));
            case 5 -> pool.add(net.and(pick(), pick()));
            case 6 -> pool.add(xor(pick(), pick()));
            default -> product(1 + random.nextInt(4), 1 + random.nextInt(4));
        }
    }

    private int pick() {
        int reach = Math.min(pool.size(), 20);
        int from = random.nextInt(4) == 0 ? 0 : pool.size() - reach;
        return pool.get(from + random.nextInt(pool.size() - from)) ^ (random.nextInt(4) == 0 ? 1 : 0);
    }

    private int full(int a, int b, int c) {
        pool.add(xor(xor(a, b), c));
        int carry = carry(a, b, c);
        pool.add(carry);
        return carry;
    }

    private int carry(int a, int b, int c) {
        return switch (random.nextInt(4)) {
            case 0 -> net.or(net.and(a, b), net.and(c, net.or(a, b)));
            case 1 -> net.or(net.and(a, b), net.and(c, xor(a, b)));
            case 2 -> net.xor(c, net.and(net.xor(a, c), net.xor(b, c)));
            default -> net.mux(net.xor(a, b), c, a);
        };
    }

    private int xor(int a, int b) {
        return random.nextBoolean() ? net.xor(a, b) : net.or(net.and(a, b ^ 1), net.and(a ^ 1, b));
    }

    private void word(int width) {
        int carry = random.nextInt(3) == 0 ? pick() : random.nextInt(2);
        for (int i = 0; i < width; i++) {
            int a = pick();
            int b = random.nextInt(4) == 0 ? random.nextInt(2) : pick();
            carry = full(a, b, carry);
        }
    }

    private void prefix(int width) {
        int[] generate = new int[width];
        int[] propagate = new int[width];
        int[] half = new int[width];
        for (int i = 0; i < width; i++) {
            int a = pick();
            int b = random.nextInt(4) == 0 ? Netlist.FALSE : pick();
            generate[i] = net.and(a, b);
            half[i] = xor(a, b);
            propagate[i] = random.nextInt(3) == 0 ? net.or(a, b) : half[i];
        }
        for (int distance = 1; distance < width; distance *= 2) {
            for (int i = width - 1; i >= distance; i--) {
                int through = net.and(propagate[i], generate[i - distance]);
                generate[i] = net.or(generate[i], through);
                propagate[i] = net.and(propagate[i], propagate[i - distance]);
            }
        }
        for (int i = 1; i < width; i++) {
            pool.add(xor(half[i], generate[i - 1]));
        }
        pool.add(generate[width - 1]);
    }

    private void product(int m, int n) {
        int[] high = new int[n];
        int[] b = new int[n];
        for (int j = 0; j < n; j++) {
            b[j] = pick();
        }
        for (int i = 0; i < m; i++) {
            int a = pick();
            int carry = Netlist.FALSE;
            for (int j = 0; j < n; j++) {
                int row = net.and(a, b[j]);
                int sum = xor(xor(high[j], row), carry);
                carry = carry(high[j], row, carry);
                if (j == 0) {
                    pool.add(sum);
                } else {
                    high[j - 1] = sum;
                }
            }
            high[n - 1] = carry;
        }
        for (int literal : high) {
            pool.add(literal);
        }
    }
}
