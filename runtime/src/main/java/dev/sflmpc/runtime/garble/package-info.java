/**
 * Garbling and evaluating: the two backends of a secure walk.
 *
 * <p><b>Scheme.</b> {@link dev.sflmpc.runtime.garble.GarblingScheme} names two. Free XOR (Kolesnikov, Schneider, ICALP 2008), point and permute, and half gates (Zahur, Rosulek,
 * Evans, "Two Halves Make a Whole", EUROCRYPT 2015, figure 2): two ciphertexts, 32 bytes, for an AND; or three-halves
 * (Rosulek, Roy, "Three Halves Make a Whole?", CRYPTO 2021): three half-ciphertexts and five bits, for half as many
 * AES calls again. XOR and NOT cost nothing. The garbler has for every wire the label of false, the <i>zero-label</i>; the label of true is that xor delta. The
 * evaluator has one label for every wire, the <i>active label</i>. Public constants have the active label 0, so that the
 * garbler's zero-label of a constant is the constant times delta.
 *
 * <p><b>Hash.</b> {@link dev.sflmpc.runtime.garble.HashSuite} names the hashes; {@link
 * dev.sflmpc.runtime.garble.EpochHash} is the default: AES decryption under a new key for every 1024 ANDs, and a tweak for every
 * input. It follows Guo, Katz, Wang, Yu, "Efficient and Secure Multiparty Computation from Fixed-Key Block Ciphers"
 * (S&amp;P 2020) and Guo, Katz, Wang, Weng, Yu, "Better Concrete Security for Half-Gates Garbling" (CRYPTO 2020).
 *
 * <p>Three-halves asks more of the hash, see {@link dev.sflmpc.runtime.garble.ThreeHalvesHash}.
 *
 * <p><b>Kernels.</b> The loops over gates are {@link dev.sflmpc.runtime.garble.Kernels}: scalar ones, which always work, and
 * the same on vectors, compiled by themselves from {@code src/main/vector}, which {@link
 * dev.sflmpc.runtime.garble.KernelChoice} changes to in a long run. Layers of a few gates, as of carries and divisions, go
 * through {@link dev.sflmpc.runtime.garble.SerialKernels} instead, many in one go; their choice is one of its own.
 *
 * <p><b>Security assumption.</b> AES is an ideal cipher, delta is uniform and used in one session, no tweak is used
 * twice under one delta. Then the evaluator, however it behaves, learns only what its outputs tell, and cannot make a
 * label of a value that it did not compute. The garbler is trusted to garble the agreed program: nothing here proves it.
 *
 * <p><b>Order of a run.</b> Both parties make a {@link dev.sflmpc.runtime.garble.GateHash} from the transcript after all
 * correlated OTs are done, make their backend, set the labels of the inputs, walk the program, call {@code finish}, read
 * the labels of the outputs and turn them into bits with {@link dev.sflmpc.runtime.garble.OutputLabels}. A backend
 * is good for one walk. A second walk of the same session takes a new backend with the <i>same</i> hash, which goes on
 * counting.
 *
 * <p>No input or output happens here: tables go through {@link dev.sflmpc.runtime.garble.TableSink} and {@link
 * dev.sflmpc.runtime.garble.TableSource}. Depends on {@code circuit}, {@code primitive} and {@code failure}.
 */
@NullMarked
package dev.sflmpc.runtime.garble;

import org.jspecify.annotations.NullMarked;
