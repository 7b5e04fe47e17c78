/**
 * From a netlist to a {@link dev.sflmpc.runtime.circuit.Block} that runs fast.
 *
 * <p>Four steps, each in a class of its own: {@code Fusion} drops dead gates and packs XORs and complements into the
 * operands that a block's instructions have to spare, {@code AndSchedule} groups the AND gates into layers, {@code
 * XorPlacement} puts each XOR into the layer where it keeps the fewest values alive, and {@code Emission} maps values to
 * slots by live range and writes the code.
 *
 * <p>Depends on the netlist and on the runtime's {@code circuit} package only. Everything is flat int arrays: netlists
 * have millions of gates.
 */
@NullMarked
package dev.sflmpc.compiler.assemble;

import org.jspecify.annotations.NullMarked;
