/**
 * Word-level structure that was written the naive way, found again and rebuilt with better blocks.
 *
 * <p>While gates are made, a {@link dev.sflmpc.compiler.datapath.WordLog} notes which words are comparisons, choices, sums
 * of products and reads of which others. Each entry is a true statement on the netlist, whatever becomes of its gates.
 * When the netlist is complete, {@link dev.sflmpc.compiler.datapath.Rewriter} looks for words whose function of words far
 * below is known as a whole: the k-th of n words or records whatever the network of exchanges, a matrix product whatever the loops, a
 * division or a square root whatever the spelling of its steps, an array that is filled with what a condition lets through.
 * Each such {@link dev.sflmpc.compiler.datapath.Proposal} states words anew as functions of other words, and it is taken
 * where that saves AND gates: those that nothing needs any more against those of the new circuit.
 *
 * <p>Then {@link dev.sflmpc.compiler.datapath.ExclusiveOperations} makes one operation, or one call, of those that are never
 * both needed.
 *
 * <p>Above netlists and arithmetic; knows neither types nor programs.
 */
@NullMarked
package dev.sflmpc.compiler.datapath;

import org.jspecify.annotations.NullMarked;
