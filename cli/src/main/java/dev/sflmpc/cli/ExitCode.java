package dev.sflmpc.cli;

/** What the command tells the shell. The numbers are a contract with scripts. */
public enum ExitCode {
    DONE(0),
    /** We are wrong. */
    INTERNAL_ERROR(1),
    /** The command line is wrong. */
    USAGE(2),
    PROGRAM_DOES_NOT_COMPILE(3),
    INPUT_OR_FILE_WRONG(4),
    PEER_OR_PROTOCOL_FAILED(5),
    NETWORK_OR_TIMEOUT(6),
    OVER_BUDGET(7),
    /** Two programs compute different things. */
    DIFFERENT(8),
    /** Two programs may compute the same; the limits of the proof were reached first. */
    NOT_PROVED(9);

    // Lines of help texts.
    static final String DONE_HELP = "0:done";
    static final String INTERNAL_HELP = "1:internal error";
    static final String USAGE_HELP = "2:wrong use of the command line";
    static final String COMPILE_HELP = "3:the program does not compile";
    static final String INPUT_HELP = "4:an input or a file is wrong";
    static final String PEER_HELP = "5:the peer or the protocol failed";
    static final String NETWORK_HELP = "6:the network failed, or time ran out";
    static final String BUDGET_HELP = "7:the program is over its budget";
    static final String DIFFERENT_HELP = "8:the two programs differ";
    static final String NOT_PROVED_HELP = "9:not proved equal; no difference was found";

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }
}
