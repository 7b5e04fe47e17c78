/**
 * From syntax tree to checked tree: names, types, public and secret, instances of generic functions.
 *
 * <p>Knows nothing of text beyond the places that diagnostics show, and nothing of circuits.
 */
@NullMarked
package dev.sflmpc.compiler.check;

import org.jspecify.annotations.NullMarked;
