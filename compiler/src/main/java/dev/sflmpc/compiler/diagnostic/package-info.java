/** What is wrong with a program, as values: collected while compiling, rendered once. */
@NullMarked
package dev.sflmpc.compiler.diagnostic;

import org.jspecify.annotations.NullMarked;
