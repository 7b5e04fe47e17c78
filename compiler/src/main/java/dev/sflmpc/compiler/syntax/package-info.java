/**
 * The syntax tree: what the user wrote, with its places, and nothing else. Names are not resolved and types not known.
 *
 * <p>The parser makes it from ANTLR's parse tree, and nothing past the parser sees ANTLR.
 */
@NullMarked
package dev.sflmpc.compiler.syntax;

import org.jspecify.annotations.NullMarked;
