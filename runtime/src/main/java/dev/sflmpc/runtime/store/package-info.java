/**
 * Prepared units on disk: single-use material that {@link dev.sflmpc.runtime.protocol.Preparation} makes and a prepared
 * {@link dev.sflmpc.runtime.protocol.Session} uses up.
 *
 * <p><b>Where.</b> A {@link dev.sflmpc.runtime.store.UnitStore} is a folder with a file for each unit, {@code NAME.unit}.
 * Apart from it, in the home of the identity, are {@code units.key}, the key that seals the files, and {@code units.ledger},
 * which remembers the units that were made and those that were used.
 *
 * <p><b>Sealed.</b> A file is a header in the clear (what the unit is for), a code over it, and the content in chunks of
 * 64 KiB under AES-256-GCM. The key is the file's own: HMAC-SHA256 of the header, which has 32 random bytes, under the key in
 * the home. The nonce of a chunk is its number and whether it is the last (the STREAM construction: Hoang, Reyhanitabar, Rogaway,
 * Vizár, "Online Authenticated-Encryption and its Nonce-Reuse Misuse-Resistance", CRYPTO 2015). A file that was changed,
 * cut, extended, put together from others, renamed, or made elsewhere is refused.
 *
 * <p><b>Used once.</b> Evaluating one garbling on two inputs gives delta away, and with it everything. Before the peer is called
 * a unit is set aside: the ledger says so, forced to the disk, and nobody else can use it from then on, not even after a crash.
 * If the two sides agree on it, before the first byte that depends on an input, it is claimed, which now is only a word in memory;
 * at the end of the session its use is in the ledger and its file is deleted. If they do not, the ledger gives it back; if they
 * agree on another one, that one's use is forced to the disk at once. A copy of the file that is put back later is refused because
 * of the ledger; a unit that the ledger does not know as made, because the ledger was lost, is refused too. A crash, or a
 * kill, loses the unit. What one side alone cannot notice is that its ledger and its units were both put back to an older
 * state; then an honest peer's ledger refuses, but a cheating evaluator's does not.
 *
 * <p>Depends on {@code protocol} and {@code net}.
 */
@NullMarked
package dev.sflmpc.runtime.store;

import org.jspecify.annotations.NullMarked;
