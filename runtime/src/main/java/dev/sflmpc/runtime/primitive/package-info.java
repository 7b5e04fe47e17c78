/**
 * Primitives that garbling and oblivious transfer share: delta, label streams, label bytes, the session's hash.
 *
 * <p>A <i>label</i> is 128 bits in two longs, low word first; bit 0 of the low word is the permute bit. On the wire a
 * label is its 16 bytes in little-endian order. Arrays of bits are packed in longs, bit {@code i} of an array in bit
 * {@code i % 64} of word {@code i / 64}.
 *
 * <p>AES and SHA-256 come from the JDK, so that the processor's instructions are used and the code is constant time
 * where those are present. Depends on {@code failure} only and does no input or output.
 */
@NullMarked
package dev.sflmpc.runtime.primitive;

import org.jspecify.annotations.NullMarked;
