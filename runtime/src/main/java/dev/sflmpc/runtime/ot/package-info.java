/**
 * Correlated oblivious transfer with the garbling's delta: how the evaluator gets the labels of its inputs.
 *
 * <p><b>What comes out.</b> The garbler, {@link dev.sflmpc.runtime.ot.CorrelatedOtSender}, owns delta and gets a uniform
 * label K_j for every j. The evaluator, {@link dev.sflmpc.runtime.ot.CorrelatedOtReceiver}, gets a uniform bit c_j and
 * M_j = K_j ^ c_j·delta. To input the bit b_j the evaluator sends d_j = b_j ^ c_j, and the garbler takes K_j ^ d_j·delta for
 * the wire's zero-label: M_j is then the active label of b_j, with no hash and no ciphertext. For a random bit that neither
 * party knows nothing is sent: c_j is the evaluator's share, the garbler draws r_j and takes K_j ^ r_j·delta. Both are
 * {@link dev.sflmpc.runtime.primitive.Labels#offset}.
 *
 * <p><b>How.</b>
 *
 * <ol>
 *   <li>128 base OTs on P-256 ({@link dev.sflmpc.runtime.ot.BaseOtSender}, {@link dev.sflmpc.runtime.ot.BaseOtReceiver}):
 *       Canetti, Sarkar, Wang, "Blazing Fast OT for Three-Round UC OT Extension" (PKC 2020).
 *   <li>128 / k punctured GGM trees of depth k from them: the receiver knows all 2^k leaves of a tree, the sender all but
 *       the one that k bits of delta name; with the check of Roy, "SoftSpokenOT" (CRYPTO 2022), so that a receiver
 *       cannot send a tree that is right for some deltas only (beyond guessing and being caught if wrong).
 *   <li>SoftSpoken OT extension, (128 / k - 1) / 8 bytes from receiver to sender for an OT, in chunks of 8192, and one
 *       consistency check at the end over all of them, <i>per tree</i>, masked by 128 extra OTs.
 * </ol>
 *
 * <p>k is {@link dev.sflmpc.runtime.ot.OtSuite}'s: 4 (32 trees of 16 leaves), or 8 (16 trees of 256 leaves) where traffic is
 * dear. The base OTs, their number, both checks and what they prove are the same.
 *
 * <p><b>Security assumption.</b> Computational Diffie-Hellman on P-256 with SHA-256 as a random oracle, AES and
 * its inverse pseudo-random functions and, for the checks' hash, SHA-256 again. Secure against a malicious evaluator, which learns
 * bits of delta only by guessing them before and being caught if wrong; n bits with probability 2^-n. Every hash takes
 * the session id. Base OTs, trees and delta serve one session: the streams of the leaves only go forward.
 *
 * <p>Messages are byte arrays whose lengths follow from agreed numbers only; anything else is a
 * {@link dev.sflmpc.runtime.failure.ProtocolException}. An object is used in the order in which its methods stand, each
 * refuses to be called out of turn, and none is of use after a failure. Depends on {@code primitive} and {@code failure}.
 */
@NullMarked
package dev.sflmpc.runtime.ot;

import org.jspecify.annotations.NullMarked;
