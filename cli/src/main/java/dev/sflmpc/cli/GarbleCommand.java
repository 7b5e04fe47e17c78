package dev.sflmpc.cli;

import dev.sflmpc.runtime.protocol.Role;
import picocli.CommandLine.Command;

/** The garbler's side of a session. */
@Command(
        name = "garble",
        header = "Run one party of a program with a peer, as the garbler.",
        customSynopsis = "mpc garble PROGRAM --party PARTY --input FILE (--listen | --connect) HOST:PORT [OPTIONS]",
        description = {
            "",
            "The garbler encrypts the circuit, the peer evaluates it with `mpc evaluate`. Both must have the same program,"
                    + " and each must have pinned the other (`mpc keygen`, `mpc peer add`). Either side may start first and"
                    + " either may listen. Prints one JSON object with what this party learns.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  mpc garble risk.sfl --party vendor --input model.json --listen :7766",
            "  mpc garble risk.sfc --party vendor --input model.json --connect mill.example:7766 --peer mill",
            "  mpc garble risk.sfl -p vendor -i model.json --listen localhost:7766 --insecure-plaintext",
            "  mpc garble risk.sfl -p vendor -i model.json --rows 1000 --listen :7766"
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
final class GarbleCommand extends PartyCommand {

    @Override
    Role role() {
        return Role.GARBLER;
    }
}
