package dev.sflmpc.cli;

import dev.sflmpc.runtime.garble.GarblingScheme;
import picocli.CommandLine.Option;

/** For which sessions a command says how large garbled tables are. */
final class TableOptions {

    @Option(
            names = "--garbling",
            paramLabel = "SCHEME",
            order = 16,
            converter = SuiteOptions.SchemeConverter.class,
            completionCandidates = SuiteOptions.Schemes.class,
            description = "Sizes of garbled tables are those of sessions with this --garbling: ${COMPLETION-CANDIDATES}."
                    + " Default: half-gates.")
    GarblingScheme garbling = GarblingScheme.HALF_GATES;
}
