/**
 * Circuits of standard cryptographic functions, for programs that need them inside the computation and as references
 * for what the compiler makes of the same functions written in the language.
 *
 * <p>Data are bytes: a word of 8 n literals holds byte i in bits 8 i to 8 i + 7, least significant bit first, bytes in
 * the order in which the standards write them. AND counts are for secret operands throughout.
 *
 * <p>Depends on the netlist and the word-level blocks. Sources: FIPS 180-4, 197 and 202, RFC 1321 and 8439.
 */
@NullMarked
package dev.sflmpc.compiler.arithmetic.crypto;

import org.jspecify.annotations.NullMarked;
