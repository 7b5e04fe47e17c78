package dev.sflmpc.compiler.interpret;

/** Where {@code random<T>()} takes its bits from, one after the other. */
public interface RandomBits {

    boolean next();
}
