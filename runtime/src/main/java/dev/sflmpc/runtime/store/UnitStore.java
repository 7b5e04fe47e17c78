package dev.sflmpc.runtime.store;

import dev.sflmpc.runtime.net.KeyFileException;
import dev.sflmpc.runtime.protocol.UnitId;
import dev.sflmpc.runtime.protocol.UnitKind;
import dev.sflmpc.runtime.protocol.UnitShelf;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A side's prepared units: a folder of sealed files, the key that seals them and the ledger of what was used. */
public final class UnitStore implements UnitShelf {

    static final String PART = ".part";
    static final String UNIT = ".unit";

    private final Path folder;
    private final StoreKey key;
    private final UnitLedger ledger;

    private UnitStore(Path folder, StoreKey key, UnitLedger ledger) {
        this.folder = folder;
        this.key = key;
        this.ledger = ledger;
    }

    /** Where a home keeps units unless told otherwise. */
    public static Path folder(Path home) {
        return home.resolve("units");
    }

    /**
     * The store in {@code folder}, which need not exist, of the side whose home is {@code home}.
     *
     * @throws KeyFileException when others may read key or ledger
     * @throws UnitFileException when key or ledger are damaged
     */
    public static UnitStore open(Path folder, Path home) throws KeyFileException, IOException {
        return new UnitStore(
                folder, StoreKey.open(home.resolve("units.key")), UnitLedger.open(home.resolve("units.ledger")));
    }

    /**
     * A unit in the store.
     *
     * @param bytes size of its file
     * @param usable false for a copy of a unit that was used, one that another session has set aside, or one that the ledger
     *     does not know
     */
    public record Entry(UnitId id, UnitKind kind, Instant made, long bytes, boolean usable) {}

    @Override
    public Draft draft(UnitId id, UnitKind kind) throws IOException {
        DurableFolder.create(folder);
        return new UnitDraft(UnitHeader.fresh(id, kind), key, ledger, folder);
    }

    /**
     * All units, oldest first.
     *
     * @param skipped hears of each file that is not what it should be
     */
    public List<Entry> list(Consumer<UnitFileException> skipped) throws IOException {
        List<Entry> entries = new ArrayList<>();
        for (Found found : found(skipped)) {
            UnitHeader header = found.header();
            boolean usable = ledger.state(header.id()) == UnitLedger.State.MADE;
            entries.add(new Entry(header.id(), header.kind(), header.made(), found.bytes(), usable));
        }
        return entries;
    }

    /**
     * Units that are good for {@code kind}, at least one.
     *
     * @param skipped hears of each file that is not what it should be; the units of others are used
     * @throws UnitFileException when there is none
     */
    public StoredUnits units(UnitKind kind, Consumer<UnitFileException> skipped) throws IOException {
        List<UnitFileException> damaged = new ArrayList<>();
        Consumer<UnitFileException> noted = damaged::add;
        List<UnitHeader> fitting = new ArrayList<>();
        Tally tally = new Tally();
        for (Found found : found(noted.andThen(skipped))) {
            UnitHeader header = found.header();
            if (!header.kind().equals(kind)) {
                tally.others++;
            } else {
                switch (ledger.state(header.id())) {
                    case MADE -> fitting.add(header);
                    case ASIDE -> tally.aside++;
                    case USED, UNKNOWN -> tally.used++;
                }
            }
        }
        StoredUnits units = new StoredUnits(this, fitting, noted.andThen(skipped));
        if (units.setAside()) {
            return units;
        }
        tally.aside += units.busy();
        throw new UnitFileException(folder, tally.text(damaged));
    }

    /** Why there is no unit. */
    private static final class Tally {
        private int others;
        private int aside;
        private int used;

        private String text(List<UnitFileException> damaged) {
            return "no unit is left for this program, party, role, peer and garbling"
                    + (aside > 0 ? "; set aside by other sessions, which run now or were killed: " + aside : "")
                    + (used > 0 ? "; copies of used units are refused: " + used : "")
                    + (others > 0 ? "; units for something else: " + others : "")
                    + damaged.stream().map(file -> "; " + file.getMessage()).collect(Collectors.joining())
                    + "; `mpc prepare` makes new ones, together with the peer";
        }
    }

    /**
     * Deletes all units and what a crash left of some; none of them can be used again, not even from a copy.
     *
     * @return how many units there were
     */
    public int removeAll() throws IOException {
        List<Path> files = files(UNIT);
        // A file under another name was of no use before; it is deleted like the others.
        ledger.retire(files.stream()
                .map(UnitStore::name)
                .filter(UnitId::isName)
                .map(UnitId::parse)
                .toList());
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
        for (Path file : files(PART)) {
            Files.deleteIfExists(file);
        }
        if (Files.isDirectory(folder)) {
            DurableFolder.force(folder);
        }
        return files.size();
    }

    Path folder() {
        return folder;
    }

    Path file(UnitId id) {
        return folder.resolve(id + UNIT);
    }

    /**
     * The content of a unit.
     *
     * @param channel of its file; closed with the content
     */
    SealedInput content(UnitHeader header, FileChannel channel) {
        ChunkCipher cipher = new ChunkCipher(header.contentKey(key), false);
        return new SealedInput(channel, header.contentOffset(), cipher, file(header.id()));
    }

    UnitLedger ledger() {
        return ledger;
    }

    /** Deletes the file of a unit that is used. */
    void delete(UnitId id) throws IOException {
        Files.deleteIfExists(file(id));
        DurableFolder.force(folder);
    }

    private record Found(UnitHeader header, long bytes) {}

    /** All units, oldest first. */
    private List<Found> found(Consumer<UnitFileException> skipped) throws IOException {
        List<Found> all = new ArrayList<>();
        for (Path file : files(UNIT)) {
            try {
                find(file, all);
            } catch (IOException e) {
                skipped.accept(UnitFileException.ofReading(file, e));
            }
        }
        all.sort(Comparator.comparing((Found found) -> found.header().made())
                .thenComparing(found -> found.header().id().toString()));
        return all;
    }

    private void find(Path file, List<Found> all) throws IOException {
        UnitId id = id(file);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            UnitHeader header = UnitHeader.read(channel, key, file);
            if (!header.id().equals(id)) {
                throw new UnitFileException(
                        file,
                        "this file was renamed: it holds unit " + header.id() + "; give it its name or delete it");
            }
            all.add(new Found(header, channel.size()));
        } catch (NoSuchFileException e) {
            // Another session has used it since the folder was read.
            return;
        }
    }

    private static UnitId id(Path file) throws UnitFileException {
        String name = name(file);
        if (!UnitId.isName(name)) {
            throw new UnitFileException(
                    file, "this is not the name of a unit; delete the file or give it its name back");
        }
        return UnitId.parse(name);
    }

    /** The name of a unit's file without its ending. */
    private static String name(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.substring(0, name.length() - UNIT.length());
    }

    private List<Path> files(String suffix) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> String.valueOf(file.getFileName()).endsWith(suffix))
                    .sorted()
                    .toList();
        }
    }
}
