package dev.sflmpc.compiler.elaborate;

/** Elaboration cannot go on; what is wrong has been reported. */
final class ElaborationFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ElaborationFailed() {
        super("reported", null, false, false);
    }
}
