/**
 * A session: two parties run one program on one channel, and each learns the outputs that the program gives it.
 *
 * <p><b>Course.</b> Both begin with a {@link dev.sflmpc.runtime.protocol.Hello}; any difference ends the session before
 * anything that depends on a secret. Then (G garbler, E evaluator):
 *
 * <pre>
 * HELLO      G ↔ E   version, mode, role, party, suites, program digest, output order, rows, first row, nonce
 * OT_SETUP   G → E, E → G, G → E, E → G     128 base OTs and punctured trees, ot package
 *            for each chunk of rows:
 * OT_CHUNK*  E → G   correlated OT extension, one for each evaluator input bit and each joint random bit
 * OT_PROOF   E → G   its consistency check
 * CHOICES*   E → G   d = input bit ^ choice bit, one bit for each evaluator input bit
 * NONCE      G → E   32 random bytes, drawn after all of the above: fixes the tweaks of the gate hash
 * TABLES*    G → E   rows of each AND gate, while both walk the program
 * RETURNED*, CONFIRM   E → G   active labels of the garbler's outputs, 16 bytes a bit; transcript hash
 * DECODE*, CONFIRM     G → E   hashes of both labels of the evaluator's outputs, 32 bytes a bit; transcript hash
 * DONE       E → G   transcript hash: the evaluator has its outputs of this chunk
 * </pre>
 *
 * With {@link dev.sflmpc.runtime.protocol.OutputOrder#EVALUATOR_FIRST} the last three go the other way round. A message
 * is a type (1 byte), a length (4 bytes, big-endian) and a body. But for the Hello, whose body is at most 64 KiB, every
 * length follows from the program, which both have agreed on; {@code *} means as many messages of at most 64 KiB as it
 * takes. Garbler's inputs and random bits cost no byte: their active labels come from the transcript and from the OTs.
 *
 * <p><b>Rows.</b> A session runs the program for one or many rows of inputs, cut into chunks by a rule that follows from the
 * program ({@link dev.sflmpc.runtime.protocol.ChunkPlan}). Delta and the base OTs serve all chunks; labels, gate hash and nonce
 * are new for each. A session that broke off is never continued: another one, with everything fresh, begins at the first
 * row that either side lacks.
 *
 * <p><b>Prepared units.</b> {@link dev.sflmpc.runtime.protocol.Preparation} does all that does not depend on inputs ahead of
 * time, for one later run each: OTs, nonce and TABLES, which the evaluator stores. {@link
 * dev.sflmpc.runtime.protocol.Session#prepared} then claims a unit that both sides hold, and in place of all from OT_SETUP to
 * TABLES there is
 *
 * <pre>
 * CHOICES*   E → G   d = input bit ^ choice bit
 * LABELS*    G → E   active labels of the garbler's inputs; K ^ W ^ d·delta for the evaluator's: 16 bytes a bit
 * </pre>
 *
 * A unit has a delta, base OTs and a garbling of its own. Its tables are known before inputs are chosen, so security rests on
 * the hash being an ideal cipher also against adaptive choice; what decodes outputs is sent after the inputs are fixed.
 * Who implements {@link dev.sflmpc.runtime.protocol.UnitSupply} sees to it that a unit is given out once. PROTOCOL.md
 * sections 4.4, 6.5 and 9.
 *
 * <p><b>Security, level L1.</b> Safe against an evaluator that deviates in any way: it learns no more than its outputs,
 * and cannot make the garbler take a wrong result. The garbler is trusted to garble the agreed program; one that does not
 * can make the evaluator's outputs wrong, or learn from whether the evaluator gives up. Neither is kept from leaving with
 * its outputs before the other has its own; the output order says who can. PROTOCOL.md sections 4.4, 5.1 and 6.
 *
 * <p>Everything secret is drawn afresh for each session and overwritten at its end. Depends on {@code circuit}, {@code
 * garble}, {@code ot}, {@code primitive}, {@code failure} and {@code net}; knows nothing of files or of the language.
 */
@NullMarked
package dev.sflmpc.runtime.protocol;

import org.jspecify.annotations.NullMarked;
