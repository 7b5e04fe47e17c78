/**
 * XOR-AND graphs under construction: the straight-line netlist of one block, before it is laid out.
 *
 * <p>Knows gates only; words, types and programs are above it.
 */
@NullMarked
package dev.sflmpc.compiler.netlist;

import org.jspecify.annotations.NullMarked;
