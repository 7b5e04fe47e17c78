package dev.sflmpc.cli;

import dev.sflmpc.runtime.net.Fingerprint;
import dev.sflmpc.runtime.net.Identity;
import dev.sflmpc.runtime.net.KeyFileException;
import dev.sflmpc.runtime.net.Peer;
import dev.sflmpc.runtime.net.PeerStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The pinned peers. */
@Command(
        name = "peer",
        header = "Pin the peers that this side talks to.",
        customSynopsis = "mpc peer (add NAME FINGERPRINT|CERT | list | remove NAME)",
        commandListHeading = "%nCommands:%n",
        description = {
            "",
            "A session begins only with a peer whose fingerprint is pinned here, and only if the peer has pinned ours."
                    + " Compare fingerprints by a way that nobody can tamper with before you pin one.",
            ""
        },
        subcommands = {PeerCommand.Add.class, PeerCommand.ListAll.class, PeerCommand.Remove.class},
        footerHeading = "%nExamples:%n",
        footer = {
            "  mpc peer add acme SHA256:uK0F...    pin a fingerprint that acme's `mpc keygen` printed",
            "  mpc peer add acme acme.crt          the same from acme's certificate",
            "  mpc peer list"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {ExitCode.DONE_HELP, ExitCode.USAGE_HELP, ExitCode.INPUT_HELP})
final class PeerCommand extends MpcCommand {

    @Override
    ExitCode execute() {
        throw usage("Missing required subcommand: add, list or remove");
    }

    /** Pins one. */
    @Command(
            name = "add",
            header = "Pin a peer by its fingerprint or certificate.",
            customSynopsis = "mpc peer add NAME FINGERPRINT|CERT [OPTIONS]",
            description = {"", "A name or a key that is pinned already is never replaced: remove it first.", ""},
            footerHeading = "%nExamples:%n",
            footer = {"  mpc peer add acme SHA256:uK0F...", "  mpc peer add acme acme.crt"},
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {ExitCode.DONE_HELP, ExitCode.USAGE_HELP, ExitCode.INPUT_HELP})
    static final class Add extends MpcCommand {

        @Parameters(index = "0", paramLabel = "NAME", description = "What to call the peer on this side.")
        String name = "";

        @Parameters(
                index = "1",
                paramLabel = "FINGERPRINT|CERT",
                description = "What the peer's `mpc keygen` printed, or a file with its certificate.")
        String key = "";

        @Mixin
        HomeOption home = new HomeOption();

        @Override
        ExitCode execute() throws Exception {
            PeerStore store = PeerStore.load(home.peers(environment()));
            try {
                Fingerprint fingerprint = fingerprint();
                store.add(name, fingerprint);
                console().result(name + " " + fingerprint);
            } catch (IllegalArgumentException e) {
                throw new Failure(ExitCode.INPUT_OR_FILE_WRONG, String.valueOf(e.getMessage()));
            }
            return ExitCode.DONE;
        }

        private Fingerprint fingerprint() throws KeyFileException, IOException {
            Path file = Path.of(key);
            return Files.exists(file) ? Fingerprint.of(Identity.readCertificate(file)) : Fingerprint.parse(key);
        }
    }

    /** Shows all. */
    @Command(
            name = "list",
            header = "List the pinned peers.",
            customSynopsis = "mpc peer list [OPTIONS]",
            description = {"", "One line for each: name and fingerprint.", ""},
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {ExitCode.DONE_HELP, ExitCode.USAGE_HELP, ExitCode.INPUT_HELP})
    static final class ListAll extends MpcCommand {

        @Option(names = "--json", description = "Print one JSON object: fingerprints by name.")
        boolean json;

        @Mixin
        HomeOption home = new HomeOption();

        @Override
        ExitCode execute() throws Exception {
            List<Peer> peers = PeerStore.load(home.peers(environment())).peers();
            if (json) {
                console().result(Json.object(generator -> {
                    for (Peer peer : peers) {
                        generator.writeStringField(
                                peer.name(), peer.fingerprint().toString());
                    }
                }));
                return ExitCode.DONE;
            }
            if (peers.isEmpty()) {
                console().note("no peer is pinned; `mpc peer add` pins one");
            }
            for (Peer peer : peers) {
                console().result(peer.name() + " " + peer.fingerprint());
            }
            return ExitCode.DONE;
        }
    }

    /** Forgets one. */
    @Command(
            name = "remove",
            header = "Forget a pinned peer.",
            customSynopsis = "mpc peer remove NAME [OPTIONS]",
            description = {"", "No session with it begins any more.", ""},
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {ExitCode.DONE_HELP, ExitCode.USAGE_HELP, ExitCode.INPUT_HELP})
    static final class Remove extends MpcCommand {

        @Parameters(paramLabel = "NAME", description = "The peer to forget.")
        String name = "";

        @Mixin
        HomeOption home = new HomeOption();

        @Override
        ExitCode execute() throws Exception {
            PeerStore store = PeerStore.load(home.peers(environment()));
            if (!store.remove(name)) {
                List<String> names = store.peers().stream().map(Peer::name).toList();
                throw new Failure(
                        ExitCode.INPUT_OR_FILE_WRONG,
                        "no peer is called " + name
                                + (names.isEmpty() ? "; none is pinned" : "; pinned: " + String.join(", ", names)));
            }
            console().note("forgot " + name);
            return ExitCode.DONE;
        }
    }
}
