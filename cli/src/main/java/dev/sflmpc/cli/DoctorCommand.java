package dev.sflmpc.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what stands between this machine and its peer. */
@Command(
        name = "doctor",
        header = "Find out what stands between this machine and its peer.",
        customSynopsis = "mpc doctor [PROGRAM] [(--listen | --connect) HOST:PORT] [OPTIONS]",
        description = {
            "",
            "Checks Java, the speed of AES, the identity and the pinned peers. With --listen or --connect also the name,"
                    + " the port and the peer: run it on both hosts at the same time, one with --listen and one with"
                    + " --connect; they compare versions and, if both name a PROGRAM, programs."
                    + " Do not aim it at a session that waits there already: that would end it.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  mpc doctor",
            "  mpc doctor risk.sfl --listen :7766               on one host",
            "  mpc doctor risk.sfl --connect mill.example:7766  on the other"
        },
        exitCodeListHeading = "%nExit codes (of the first problem):%n",
        exitCodeList = {
            ExitCode.DONE_HELP,
            ExitCode.USAGE_HELP,
            ExitCode.COMPILE_HELP,
            ExitCode.INPUT_HELP,
            ExitCode.PEER_HELP,
            ExitCode.NETWORK_HELP
        })
final class DoctorCommand extends MpcCommand {

    @Parameters(arity = "0..1", paramLabel = "PROGRAM", description = "A program to compare with the peer's.")
    @Nullable
    Path program;

    @Option(
            names = "-D",
            paramLabel = "NAME=VALUE",
            order = 1,
            description = "Replace the value of a `param` of the source. May be repeated.")
    Map<String, String> params = new LinkedHashMap<>();

    @Mixin
    Meeting meeting = new Meeting();

    @Mixin
    ChannelSettings channel = new ChannelSettings();

    @Option(
            names = "--json",
            order = 30,
            description = "Print one JSON object: ok, findings (each with check, ok, severity, message, advice).")
    boolean json;

    @Override
    void validate() {
        meeting.requireAtMostOne(this);
    }

    @Override
    ExitCode execute() throws Exception {
        Examination examination = new Examination(finding -> {
            if (!json) {
                console().result(finding.text());
            }
        });
        new MachineChecks(examination, environment()).run();
        String digest = program == null ? "" : new ProgramCheck(examination).digest(program, params, this);
        new PeerChecks(examination, channel, meeting, this).run(digest);
        List<Finding> findings = examination.findings();
        if (json) {
            console().result(json(findings));
        }
        return findings.stream()
                .filter(finding -> !finding.ok())
                .map(Finding::exitCode)
                .findFirst()
                .orElse(ExitCode.DONE);
    }

    private static String json(List<Finding> findings) {
        return Json.object(generator -> {
            generator.writeBooleanField("ok", findings.stream().allMatch(Finding::ok));
            generator.writeArrayFieldStart("findings");
            for (Finding finding : findings) {
                generator.writeStartObject();
                generator.writeStringField("check", finding.check());
                generator.writeBooleanField("ok", finding.ok());
                generator.writeStringField("severity", finding.severity().name().toLowerCase(Locale.ROOT));
                generator.writeStringField("message", finding.message());
                generator.writeStringField("advice", finding.advice());
                generator.writeEndObject();
            }
            generator.writeEndArray();
        });
    }
}
