package dev.sflmpc.compiler.arithmetic;

import dev.sflmpc.compiler.netlist.Netlist;

/**
 * The S-box of AES with 32 AND gates in depth 6, and its inverse with as many.
 *
 * <p>Boyar, Peralta, "A new combinational logic minimization technique with applications to cryptology" (2010): an
 * inversion in GF(2^4) between two layers of XORs; names as there. The inverse S-box is the same circuit between the
 * inverse affine maps, which are free: with S = A I and I the inversion of the field, the inverse is A' S A'.
 */
public final class AesSbox {

    private AesSbox() {}

    /** The inverse of the S-box; least significant bit first. */
    public static int[] inverse(Netlist net, int[] bits) {
        return inverseAffine(net, substitute(net, inverseAffine(net, bits)));
    }

    private static int[] inverseAffine(Netlist net, int[] bits) {
        int[] result = new int[8];
        for (int i = 0; i < 8; i++) {
            int sum = net.xor(bits[(i + 2) % 8], bits[(i + 5) % 8], bits[(i + 7) % 8]);
            result[i] = sum ^ (0x05 >>> i & 1);
        }
        return result;
    }

    /** The S-box; least significant bit first. */
    public static int[] substitute(Netlist net, int[] bits) {
        int[] y = top(net, bits);
        int[] inverse = middle(net, y);
        int[] z = new int[18];
        int[] left = {44, 37, 33, 43, 40, 29, 42, 45, 41};
        int[] low = {15, 6, 0, 16, 1, 7, 11, 17, 10};
        int[] high = {12, 3, 4, 13, 5, 2, 9, 14, 8};
        for (int i = 0; i < 9; i++) {
            z[i] = net.and(inverse[left[i]], y[low[i]]);
            z[i + 9] = net.and(inverse[left[i]], y[high[i]]);
        }
        return bottom(net, z);
    }

    /** The sums y_1 to y_21 of the input bits; y_0 is the last bit, x_7. */
    private static int[] top(Netlist net, int[] bits) {
        int x0 = bits[7];
        int x3 = bits[4];
        int x5 = bits[2];
        int x6 = bits[1];
        int x7 = bits[0];
        int[] y = new int[22];
        y[0] = x7;
        y[14] = net.xor(x3, x5);
        y[13] = net.xor(x0, x6);
        y[9] = net.xor(x0, x3);
        y[8] = net.xor(x0, x5);
        int t0 = net.xor(bits[6], bits[5]);
        y[1] = net.xor(t0, x7);
        y[4] = net.xor(y[1], x3);
        y[12] = net.xor(y[13], y[14]);
        y[2] = net.xor(y[1], x0);
        y[5] = net.xor(y[1], x6);
        y[3] = net.xor(y[5], y[8]);
        int t1 = net.xor(bits[3], y[12]);
        y[15] = net.xor(t1, x5);
        y[20] = net.xor(t1, bits[6]);
        y[6] = net.xor(y[15], x7);
        y[10] = net.xor(y[15], t0);
        y[11] = net.xor(y[20], y[9]);
        y[7] = net.xor(x7, y[11]);
        y[17] = net.xor(y[10], y[11]);
        y[19] = net.xor(y[10], y[8]);
        y[16] = net.xor(t0, y[11]);
        y[21] = net.xor(y[13], y[16]);
        y[18] = net.xor(x0, y[16]);
        return y;
    }

    /** t_29 to t_45: the inversion. */
    private static int[] middle(Netlist net, int[] y) {
        int t2 = net.and(y[12], y[15]);
        int t4 = net.xor(net.and(y[3], y[6]), t2);
        int t6 = net.xor(net.and(y[4], y[0]), t2);
        int t7 = net.and(y[13], y[16]);
        int t9 = net.xor(net.and(y[5], y[1]), t7);
        int t11 = net.xor(net.and(y[2], y[7]), t7);
        int t12 = net.and(y[9], y[11]);
        int t14 = net.xor(net.and(y[14], y[17]), t12);
        int t16 = net.xor(net.and(y[8], y[10]), t12);
        int t21 = net.xor(net.xor(t4, y[20]), t14);
        int t22 = net.xor(net.xor(t6, t16), y[19]);
        int t23 = net.xor(net.xor(t9, t14), y[21]);
        int t24 = net.xor(net.xor(t11, t16), y[18]);
        int[] t = new int[46];
        int t25 = net.xor(t21, t22);
        int t26 = net.and(t21, t23);
        int t27 = net.xor(t24, t26);
        t[29] = net.xor(net.and(t25, t27), t22);
        t[33] = net.xor(net.and(net.xor(t22, t26), net.xor(t23, t24)), t24);
        int t36 = net.and(t24, net.xor(t27, t[33]));
        t[37] = net.xor(t36, net.xor(t23, t[33]));
        t[40] = net.xor(t25, net.and(t[29], net.xor(t27, t36)));
        t[41] = net.xor(t[40], t[37]);
        t[42] = net.xor(t[29], t[33]);
        t[43] = net.xor(t[29], t[40]);
        t[44] = net.xor(t[33], t[37]);
        t[45] = net.xor(t[42], t[41]);
        return t;
    }

    private static int[] bottom(Netlist net, int[] z) {
        int tc1 = net.xor(z[15], z[16]);
        int tc2 = net.xor(z[10], tc1);
        int tc3 = net.xor(z[9], tc2);
        int tc4 = net.xor(z[0], z[2]);
        int tc5 = net.xor(z[1], z[0]);
        int tc6 = net.xor(z[3], z[4]);
        int tc7 = net.xor(z[12], tc4);
        int tc8 = net.xor(z[7], tc6);
        int tc10 = net.xor(tc8, net.xor(z[8], tc7));
        int tc11 = net.xor(tc6, tc5);
        int tc14 = net.xor(tc4, net.xor(z[3], z[5]));
        int tc16 = net.xor(z[6], tc8);
        int tc17 = net.xor(z[14], tc10);
        int tc18 = net.xor(net.xor(z[13], tc1), tc14);
        int s3 = net.xor(tc3, tc11);
        int s0 = net.xor(tc3, tc16);
        int s1 = net.xor(s3, tc16) ^ 1;
        int s2 = net.xor(net.xor(tc17, net.xor(z[15], tc16)), z[17]) ^ 1;
        int s4 = net.xor(tc14, s3);
        int s5 = net.xor(net.xor(tc2, z[11]), tc17);
        int s6 = net.xor(tc10, tc18) ^ 1;
        int s7 = net.xor(z[12], tc18) ^ 1;
        return new int[] {s7, s6, s5, s4, s3, s2, s1, s0};
    }
}
