/**
 * From the checked tree to a program: executes what is public and emits circuits for what is secret.
 *
 * <p>The way of a value:
 *
 * <ul>
 *   <li>{@link dev.sflmpc.compiler.elaborate.Elaborator} executes statements; public expressions become
 *       {@link dev.sflmpc.compiler.elaborate.Known}, secret ones {@link dev.sflmpc.compiler.elaborate.Value}.
 *   <li>Gates go into the current {@link dev.sflmpc.compiler.elaborate.Segment}, a block under construction. A value made
 *       in one segment and used in another is exported from the first and loaded into the second when it is used, so what
 *       crosses wire memory is exactly what is needed. Work on values that are the same in every pass of a loop goes into
 *       the segment before the loop.
 *   <li>Additions and integer products wait as a {@link dev.sflmpc.compiler.elaborate.Sum} until their bits are needed, so
 *       that all that is added up becomes one compressor. A {@link dev.sflmpc.compiler.elaborate.LinearForm} adds each word
 *       once, {@link dev.sflmpc.compiler.elaborate.SumSelection} selects between sums that have no gates yet, and
 *       {@link dev.sflmpc.compiler.elaborate.Moduli} reduces them by constants.
 *   <li>A word carries a {@link dev.sflmpc.compiler.elaborate.Range}; {@link dev.sflmpc.compiler.elaborate.Ranges} says what
 *       operators make of them. What a range shows of a word's bits becomes constant, or a copy of the sign, and so every
 *       gate above it is spared: a program in wide types costs what one in tight types does. In a branch
 *       {@link dev.sflmpc.compiler.elaborate.Assumptions} narrow what its condition speaks of, and
 *       {@link dev.sflmpc.compiler.elaborate.HomeRanges} prove by induction what variables of a loop can be.
 *   <li>A loop is unrolled as long as that stays small, and several times as far where its passes cost less together than
 *       one by one ({@link dev.sflmpc.compiler.elaborate.UnrolledPasses}). A large one becomes a
 *       {@link dev.sflmpc.compiler.elaborate.Loop} of the schedule: its body is elaborated once, its variable is an
 *       {@link dev.sflmpc.compiler.elaborate.Affine} function of the loop counter, and the variables that it assigns live in
 *       a {@link dev.sflmpc.compiler.elaborate.Region} of wire memory, their <i>home</i>. Within one pass of the body homes
 *       do not change: assignments make new values, which are written back at its end. A body that needs the exact value
 *       of the loop variable (as a condition, a type, a bit pattern) cannot be kept as one block; the attempt is undone and
 *       the loop unrolled.
 *   <li>A function that is called so often that its copies would be large becomes a
 *       {@link dev.sflmpc.compiler.elaborate.Template}, elaborated once and invoked. That shows late, so the program is then
 *       elaborated once more, with templates from the first call on. One that depends on a few secret bits only is made from
 *       the table of its values ({@link dev.sflmpc.compiler.elaborate.TabulatedCalls}).
 *   <li>A program of moderate size that keeps no loop is one segment, so that all of it is optimised together. What comes
 *       after some million gates is cut into smaller pieces, at places where little is alive; {@link
 *       dev.sflmpc.compiler.elaborate.BlockPlan} makes blocks of them two at once, and {@link
 *       dev.sflmpc.compiler.elaborate.Effort} leaves out for the later ones what gained nothing for the earlier ones.
 *   <li>{@link dev.sflmpc.compiler.elaborate.DeadCode} finds what the outputs need,
 *       {@link dev.sflmpc.compiler.elaborate.Layout} gives regions their addresses by live range, and
 *       {@link dev.sflmpc.compiler.elaborate.Emitter} writes the program.
 * </ul>
 *
 * <p>Only sizes decide what is unrolled, so the same source gives the same program on every machine.
 */
@NullMarked
package dev.sflmpc.compiler.elaborate;

import org.jspecify.annotations.NullMarked;
