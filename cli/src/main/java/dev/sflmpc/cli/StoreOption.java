package dev.sflmpc.cli;

import dev.sflmpc.runtime.net.Fingerprint;
import dev.sflmpc.runtime.net.KeyFileException;
import dev.sflmpc.runtime.net.Peer;
import dev.sflmpc.runtime.net.Security;
import dev.sflmpc.runtime.protocol.Session;
import dev.sflmpc.runtime.protocol.SessionOptions;
import dev.sflmpc.runtime.protocol.SessionProgram;
import dev.sflmpc.runtime.protocol.UnitKind;
import dev.sflmpc.runtime.store.StoredUnits;
import dev.sflmpc.runtime.store.UnitFileException;
import dev.sflmpc.runtime.store.UnitStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where prepared units are. */
final class StoreOption {

    @Option(
            names = "--store",
            paramLabel = "DIR",
            order = 19,
            description = "Directory of the prepared units. Default: units below the directory of the identity.")
    @Nullable
    Path directory;

    Path directory(HomeOption home, Environment environment) {
        return directory == null ? UnitStore.folder(home.directory(environment)) : directory;
    }

    UnitStore open(HomeOption home, Environment environment) throws KeyFileException, IOException {
        return UnitStore.open(directory(home, environment), home.directory(environment));
    }

    /** Units for runs with the peer that {@code security} lets in. */
    StoredUnits units(
            HomeOption home,
            MpcCommand command,
            SessionProgram program,
            Session.Seat seat,
            SessionOptions options,
            Security security)
            throws KeyFileException, IOException {
        Optional<Fingerprint> local = Optional.empty();
        Optional<Fingerprint> peer = Optional.empty();
        if (security instanceof Security.Tls tls) {
            local = Optional.of(tls.identity().fingerprint());
            peer = tls.trusted().peers().stream().map(Peer::fingerprint).findFirst();
        }
        return open(home, command.environment())
                .units(UnitKind.of(program, seat, options, local, peer), skipped(command));
    }

    /** Says which file is left out; its message says what to do. */
    static Consumer<UnitFileException> skipped(MpcCommand command) {
        return file -> command.console().note("warning: " + file.getMessage() + "; it is left out");
    }
}
