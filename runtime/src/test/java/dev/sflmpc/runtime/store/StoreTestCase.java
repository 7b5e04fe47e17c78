package dev.sflmpc.runtime.store;

import dev.sflmpc.runtime.net.Fingerprint;
import dev.sflmpc.runtime.protocol.Role;
import dev.sflmpc.runtime.protocol.UnitId;
import dev.sflmpc.runtime.protocol.UnitKind;
import dev.sflmpc.runtime.protocol.UnitShelf;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;

/** A home with a store, and units in it whose content is anything. */
abstract class StoreTestCase {

    @TempDir
    Path home;

    final List<UnitFileException> skipped = new ArrayList<>();

    static UnitKind kind(String party) {
        Fingerprint peer = Fingerprint.parse(HexFormat.of().formatHex(new byte[32]));
        return new UnitKind(
                Role.EVALUATOR, party, new byte[] {1, 1, 1, 1, 1}, new byte[32], Optional.empty(), Optional.of(peer));
    }

    Path folder() {
        return home.resolve("units");
    }

    UnitStore store() throws Exception {
        return UnitStore.open(folder(), home);
    }

    Path file(UnitId id) {
        return folder().resolve(id + ".unit");
    }

    static byte[] content(long seed, int length) {
        byte[] content = new byte[length];
        new Random(seed).nextBytes(content);
        return content;
    }

    UnitId put(long name, byte[] content) throws Exception {
        UnitId id = new UnitId(name, -name);
        try (UnitShelf.Draft draft = store().draft(id, kind("bob"))) {
            OutputStream out = draft.content();
            out.write(content, 0, content.length / 3);
            for (int i = content.length / 3; i < Math.min(content.length, content.length / 3 + 10); i++) {
                out.write(content[i]);
            }
            int at = Math.min(content.length, content.length / 3 + 10);
            out.write(content, at, content.length - at);
            draft.commit();
        }
        return id;
    }

    byte[] take(UnitId id) throws Exception {
        try (StoredUnits units = store().units(kind("bob"), skipped::add);
                InputStream content = units.claim(id)) {
            return content.readAllBytes();
        }
    }

    List<UnitId> listed() throws Exception {
        skipped.clear();
        return store().list(skipped::add).stream().map(UnitStore.Entry::id).toList();
    }
}
