/**
 * The checked tree: a program in which every name is resolved, every type known, every generic function an instance of
 * its own, and public and secret expressions are different Java types.
 *
 * <p>The checker makes it; elaboration turns it into circuits; the tests interpret it. Compound assignments, tuple
 * patterns and loops over arrays are already written out, so that what is left is small.
 *
 * <p>{@link dev.sflmpc.compiler.typed.Expr.Public} expressions are evaluated while compiling, with unbounded integers and exact
 * rationals. {@link dev.sflmpc.compiler.typed.Expr.Secret} expressions become gates.
 */
@NullMarked
package dev.sflmpc.compiler.typed;

import org.jspecify.annotations.NullMarked;
