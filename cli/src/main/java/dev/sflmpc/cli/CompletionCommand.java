package dev.sflmpc.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Command;

/** Prints the script by which shells complete commands. */
@Command(
        name = "completion",
        header = "Print a script by which bash or zsh completes mpc's commands and options.",
        customSynopsis = "mpc completion",
        description = {"", "The script needs nothing of mpc but its name.", ""},
        footerHeading = "%nExamples:%n",
        footer = {
            "  source <(mpc completion)                                in this shell",
            "  mpc completion > ~/.local/share/bash-completion/completions/mpc   in every bash to come"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {ExitCode.DONE_HELP, ExitCode.USAGE_HELP})
final class CompletionCommand extends MpcCommand {

    @Override
    ExitCode execute() {
        console().result(AutoComplete.bash("mpc", spec().root().commandLine()));
        return ExitCode.DONE;
    }
}
