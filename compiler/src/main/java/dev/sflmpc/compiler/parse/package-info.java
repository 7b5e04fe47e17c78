/**
 * From text to syntax tree: reading files and what they import, ANTLR's parser, recovery from errors, and messages in
 * the user's words.
 *
 * <p>The only package that knows ANTLR. Knows nothing of names and types.
 */
@NullMarked
package dev.sflmpc.compiler.parse;

import org.jspecify.annotations.NullMarked;
