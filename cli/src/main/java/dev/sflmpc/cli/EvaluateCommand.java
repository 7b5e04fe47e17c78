package dev.sflmpc.cli;

import dev.sflmpc.runtime.protocol.Role;
import picocli.CommandLine.Command;

/** The evaluator's side of a session. */
@Command(
        name = "evaluate",
        header = "Run one party of a program with a peer, as the evaluator.",
        customSynopsis = "mpc evaluate PROGRAM --party PARTY --input FILE (--listen | --connect) HOST:PORT [OPTIONS]",
        description = {
            "",
            "The peer encrypts the circuit with `mpc garble`, this side evaluates it. Both must have the same program, and"
                    + " each must have pinned the other (`mpc keygen`, `mpc peer add`). Either side may start first and"
                    + " either may listen. Prints one JSON object with what this party learns.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  mpc evaluate risk.sfl --party operator --input reading.json --connect vendor.example:7766",
            "  mpc evaluate risk.sfc --party operator --input - --listen :7766 --peer vendor < reading.json",
            "  mpc evaluate risk.sfl -p operator -i reading.json --connect localhost:7766 --insecure-plaintext",
            "  mpc evaluate risk.sfl -p operator --batch readings.csv -o alarms.csv --connect acme.example:7766"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            ExitCode.DONE_HELP,
            ExitCode.USAGE_HELP,
            ExitCode.COMPILE_HELP,
            ExitCode.INPUT_HELP,
            ExitCode.PEER_HELP,
            ExitCode.NETWORK_HELP
        })
final class EvaluateCommand extends PartyCommand {

    @Override
    Role role() {
        return Role.EVALUATOR;
    }
}
