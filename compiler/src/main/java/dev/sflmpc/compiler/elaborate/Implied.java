package dev.sflmpc.compiler.elaborate;

import dev.sflmpc.compiler.netlist.Netlist;
import java.util.function.IntConsumer;

/**
 * What a literal says of others when it holds: an AND says that its operands hold, and so does a gate that a netlist made of
 * an AND of the same nodes with other complements, {@code x | q = x ^ (~x & q)}.
 */
final class Implied {

    private Implied() {}

    /** The literals that hold where {@code literal} does. */
    static void by(Netlist netlist, int literal, IntConsumer holding) {
        int node = literal >>> 1;
        if (netlist.isAnd(node)) {
            if ((literal & 1) == 0) {
                holding.accept(netlist.left(node));
                holding.accept(netlist.right(node));
            }
        } else if (netlist.isXor(node)) {
            int left = netlist.left(node);
            int right = netlist.right(node);
            bySum(netlist, left, right, literal & 1, holding);
            bySum(netlist, right, left, literal & 1, holding);
        }
    }

    /** Of {@code product ^ other ^ complement}, which is 1, where the first one is an AND. */
    private static void bySum(Netlist netlist, int product, int other, int complement, IntConsumer holding) {
        int node = product >>> 1;
        if (!netlist.isAnd(node)) {
            return;
        }
        int p = netlist.left(node);
        int q = netlist.right(node);
        int parity = complement ^ product & 1;
        if ((p ^ other) >>> 1 == 0) {
            byOperand(p, q, parity ^ (p ^ other), holding);
        } else if ((q ^ other) >>> 1 == 0) {
            byOperand(q, p, parity ^ (q ^ other), holding);
        } else if (isSum(netlist, other, p, q)) {
            int sum = netlist.left(other >>> 1) ^ netlist.right(other >>> 1) ^ other;
            // p & q ^ p ^ q = p | q
            if ((parity ^ sum & 1 ^ (p ^ q) & 1) == 1) {
                holding.accept(p ^ 1);
                holding.accept(q ^ 1);
            }
        }
    }

    /** Of {@code (p & q) ^ p ^ parity}, which is 1: it is {@code p & ~q}, or its complement. */
    private static void byOperand(int p, int q, int parity, IntConsumer holding) {
        if (parity == 0) {
            holding.accept(p);
            holding.accept(q ^ 1);
        }
    }

    private static boolean isSum(Netlist netlist, int literal, int p, int q) {
        int node = literal >>> 1;
        return netlist.isXor(node)
                && ((netlist.left(node) ^ p) >>> 1 == 0 && (netlist.right(node) ^ q) >>> 1 == 0
                        || (netlist.left(node) ^ q) >>> 1 == 0 && (netlist.right(node) ^ p) >>> 1 == 0);
    }
}
