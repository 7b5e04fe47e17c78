package dev.sflmpc.compiler.optimise;

import java.math.BigInteger;

/**
 * Adders that are connected by signals which nothing else uses: they add up one weighted sum.
 *
 * <p>{@code constant + sum of inputs[i] * 2^inputWeights[i] = sum of outputs[j] * 2^outputWeights[j]} modulo
 * {@code 2^width}, and the bits of that number are the outputs. The outputs of the highest weight may be several: then
 * only their XOR is used.
 *
 * @param gates the AND gates of the adders
 * @param freedGates how many of them no other gate uses
 */
record AdderBlock(
        int[] gates,
        int freedGates,
        int[] inputs,
        int[] inputWeights,
        BigInteger constant,
        int[] outputs,
        int[] outputWeights,
        int width) {

    /** The width without the high bits that are 0 because the sum cannot reach them. */
    int narrowWidth() {
        BigInteger most = constant;
        for (int weight : inputWeights) {
            most = most.add(BigInteger.ONE.shiftLeft(weight));
        }
        return constant.signum() < 0 ? width : Math.min(width, most.bitLength());
    }
}
