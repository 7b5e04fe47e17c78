package dev.sflmpc.compiler.check;

/** Something is wrong and has been reported; whoever needs the result gives up on its statement. */
final class Failure extends RuntimeException {

    Failure() {
        super("reported", null, false, false);
    }
}
