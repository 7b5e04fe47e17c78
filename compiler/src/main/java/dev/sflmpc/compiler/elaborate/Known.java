package dev.sflmpc.compiler.elaborate;

import dev.sflmpc.compiler.typed.PublicValue;

/** What is known of a public expression while elaborating: its value, or how it depends on the counters of loops. */
sealed interface Known permits Known.Exact, Affine {

    /** A value. */
    record Exact(PublicValue value) implements Known {}
}
