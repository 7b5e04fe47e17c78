package dev.sflmpc.cli;

import dev.sflmpc.runtime.net.Identity;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes the identity that this side shows to its peers. */
@Command(
        name = "keygen",
        header = "Make this side's identity: a key and a certificate.",
        customSynopsis = "mpc keygen [OPTIONS]",
        description = {
            "",
            "The identity authenticates this side to its peers. The private key stays in a file that only you can read;"
                    + " the fingerprint is public: give it to your peer by telephone or another way that nobody can"
                    + " tamper with. The peer pins it once with `mpc peer add`.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  mpc keygen                            make an identity, print its fingerprint",
            "  mpc keygen --show                     print the fingerprint again",
            "  mpc keygen --certificate acme.crt     make it and write the certificate for the peer"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {ExitCode.DONE_HELP, ExitCode.USAGE_HELP, ExitCode.INPUT_HELP})
final class KeygenCommand extends MpcCommand {

    @Option(names = "--show", description = "Show the identity that there is instead of making one.")
    boolean show;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "Name in the certificate, for people to read. Default: this host's name.")
    Optional<String> name = Optional.empty();

    @Option(names = "--certificate", paramLabel = "FILE", description = "Also write the public certificate to FILE.")
    @Nullable
    Path certificate;

    @Option(names = "--json", description = "Print one JSON object: fingerprint, identity.")
    boolean json;

    @Mixin
    HomeOption home = new HomeOption();

    @Override
    ExitCode execute() throws Exception {
        Path file = home.identity(environment());
        Identity identity = show ? Identity.load(file) : generate(file);
        if (certificate != null) {
            Files.writeString(certificate, identity.certificatePem(), StandardCharsets.US_ASCII);
        }
        String fingerprint = identity.fingerprint().toString();
        if (json) {
            console().result(Json.object(generator -> {
                generator.writeStringField("fingerprint", fingerprint);
                generator.writeStringField("identity", file.toString());
            }));
            return ExitCode.DONE;
        }
        console().note((show ? "identity in " : "wrote a new identity to ") + file);
        console().result(fingerprint);
        console().note("Your peer pins it with: mpc peer add NAME " + fingerprint);
        return ExitCode.DONE;
    }

    private Identity generate(Path file) throws Exception {
        Identity identity = Identity.generate(name.orElseGet(KeygenCommand::hostName));
        identity.save(file);
        return identity;
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "mpc";
        }
    }
}
