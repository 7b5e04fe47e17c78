package dev.sflmpc.cli;

/** Standard output for results of rows. The header comes with the first of them. */
final class ConsoleResults implements ResultTarget {

    private final Console console;
    private final String header;
    private boolean begun;

    ConsoleResults(ResultLines form, Console console) {
        this.console = console;
        this.header = form.header().orElse("");
    }

    @Override
    public void write(String lines) throws OwnFault {
        console.out().print(begun ? "" : header);
        begun = true;
        console.out().print(lines);
        if (console.out().checkError()) {
            throw new OwnFault(new Failure(ExitCode.INPUT_OR_FILE_WRONG, "standard output takes no more results"));
        }
    }

    @Override
    public void close() {
        // The process's own, and open for what else there is to say.
    }
}
