package dev.sflmpc.cli;

import dev.sflmpc.runtime.net.Fingerprint;
import dev.sflmpc.runtime.net.KeyFileException;
import dev.sflmpc.runtime.net.Peer;
import dev.sflmpc.runtime.net.PeerStore;
import dev.sflmpc.runtime.protocol.UnitKind;
import dev.sflmpc.runtime.store.UnitStore;
import java.io.IOException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The prepared units of this side. */
@Command(
        name = "units",
        header = "Show or remove what `mpc prepare` made.",
        customSynopsis = "mpc units (list | remove)",
        commandListHeading = "%nCommands:%n",
        description = {
            "",
            "A unit is the work of one run of a program, done ahead of time. Each is used once, by `mpc garble --prepared` or"
                    + " `mpc evaluate --prepared`.",
            ""
        },
        subcommands = {UnitsCommand.ListAll.class, UnitsCommand.Remove.class},
        footerHeading = "%nExamples:%n",
        footer = {"  mpc units list", "  mpc units remove --store /data/units"},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {ExitCode.DONE_HELP, ExitCode.USAGE_HELP, ExitCode.INPUT_HELP})
final class UnitsCommand extends MpcCommand {

    @Override
    ExitCode execute() {
        throw usage("Missing required subcommand: list or remove");
    }

    /** How many units are left, for what. */
    @Command(
            name = "list",
            header = "List how many units are left, for which program and peer.",
            customSynopsis = "mpc units list [OPTIONS]",
            description = {
                "",
                "One line for each program, role, party and peer: how many runs are prepared and what they take on the disk."
                        + " Programs are shown by their digest, as `mpc info` prints it.",
                ""
            },
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {ExitCode.DONE_HELP, ExitCode.USAGE_HELP, ExitCode.INPUT_HELP})
    static final class ListAll extends MpcCommand {

        @Mixin
        StoreOption store = new StoreOption();

        @Option(
                names = "--json",
                description =
                        "Print one JSON object: store, and units with digest, role, party, peer, left, refused, bytes.")
        boolean json;

        @Mixin
        HomeOption home = new HomeOption();

        /** @param refused copies of used units, units set aside, and units that this side does not know */
        private record Group(int left, int refused, long bytes) {
            Group with(UnitStore.Entry entry) {
                return new Group(
                        left + (entry.usable() ? 1 : 0), refused + (entry.usable() ? 0 : 1), bytes + entry.bytes());
            }
        }

        @Override
        ExitCode execute() throws Exception {
            Map<UnitKind, Group> groups = new LinkedHashMap<>();
            for (UnitStore.Entry entry : store.open(home, environment()).list(StoreOption.skipped(this))) {
                groups.put(
                        entry.kind(),
                        groups.getOrDefault(entry.kind(), new Group(0, 0, 0)).with(entry));
            }
            String where = store.directory(home, environment()).toString();
            if (json) {
                printJson(groups, where);
                return ExitCode.DONE;
            }
            if (groups.isEmpty()) {
                console().note("no units in " + where + "; `mpc prepare` makes some");
            }
            for (Map.Entry<UnitKind, Group> group : groups.entrySet()) {
                print(group.getKey(), group.getValue());
            }
            return ExitCode.DONE;
        }

        private void print(UnitKind kind, Group group) throws KeyFileException, IOException {
            console()
                    .result(Counts.of(group.left(), "unit") + " left for program " + digest(kind) + ", " + kind.role()
                            + " as " + kind.party() + ", with " + peer(kind) + ", " + Counts.ofBytes(group.bytes())
                            + (group.refused() > 0
                                    ? "; refused, used before or set aside by a run: " + group.refused()
                                    : ""));
        }

        private void printJson(Map<UnitKind, Group> groups, String where) throws KeyFileException, IOException {
            Map<UnitKind, String> peers = new LinkedHashMap<>();
            for (UnitKind kind : groups.keySet()) {
                peers.put(kind, peer(kind));
            }
            console().result(Json.object(generator -> {
                generator.writeStringField("store", where);
                generator.writeArrayFieldStart("units");
                for (Map.Entry<UnitKind, Group> group : groups.entrySet()) {
                    generator.writeStartObject();
                    generator.writeStringField("digest", digest(group.getKey()));
                    generator.writeStringField("role", group.getKey().role().toString());
                    generator.writeStringField("party", group.getKey().party());
                    generator.writeStringField("peer", peers.getOrDefault(group.getKey(), ""));
                    generator.writeNumberField("left", group.getValue().left());
                    generator.writeNumberField("refused", group.getValue().refused());
                    generator.writeNumberField("bytes", group.getValue().bytes());
                    generator.writeEndObject();
                }
                generator.writeEndArray();
            }));
        }

        private static String digest(UnitKind kind) {
            return HexFormat.of().formatHex(kind.digest());
        }

        /** The name under which the peer is pinned, or else its fingerprint. */
        private String peer(UnitKind kind) throws KeyFileException, IOException {
            Optional<Fingerprint> fingerprint = kind.peer();
            if (fingerprint.isEmpty()) {
                return "anybody (plaintext)";
            }
            List<Peer> pinned = PeerStore.load(home.peers(environment())).peers();
            return pinned.stream()
                    .filter(peer -> peer.fingerprint().equals(fingerprint.get()))
                    .map(Peer::name)
                    .findFirst()
                    .orElse(fingerprint.get().toString());
        }
    }

    /** Removes all. */
    @Command(
            name = "remove",
            header = "Remove all units.",
            customSynopsis = "mpc units remove [OPTIONS]",
            description = {
                "",
                "None of them can be used any more, not even from a copy. The peer's halves are of no use then: run this there"
                        + " too.",
                ""
            },
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {ExitCode.DONE_HELP, ExitCode.USAGE_HELP, ExitCode.INPUT_HELP})
    static final class Remove extends MpcCommand {

        @Mixin
        StoreOption store = new StoreOption();

        @Mixin
        HomeOption home = new HomeOption();

        @Override
        ExitCode execute() throws Exception {
            int removed = store.open(home, environment()).removeAll();
            console().note("removed " + Counts.of(removed, "unit"));
            return ExitCode.DONE;
        }
    }
}
