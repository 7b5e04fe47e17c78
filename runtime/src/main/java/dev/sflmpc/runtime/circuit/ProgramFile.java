package dev.sflmpc.runtime.circuit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The content of an {@code .sfc} file: a compiled program, and sections for tools that do not change what it computes.
 *
 * <pre>
 * magic      89 53 46 43 0D 0A 1A 0A
 * version    1
 * name       of the program
 * program    its canonical form, see {@link ProgramEncoder}
 * sections   (id, length, bytes)*, ids from 1 in ascending order
 * end        0
 * checksum   CRC-32C of all before it, 4 bytes, least significant first
 * </pre>
 *
 * Numbers are varints. The checksum finds accidents; that both parties have the same program is what {@link ProgramDigest}
 * is for. The reader takes files from strangers: it checks everything, needs no more memory than a small multiple of the
 * file and of the slots of the largest block, and fails with {@link ProgramFormatException} only.
 *
 * @param sections by ascending id
 */
public record ProgramFile(Program program, List<Section> sections) {

    /** The only version there is. */
    public static final int VERSION = 1;

    private static final byte[] MAGIC = {(byte) 0x89, 'S', 'F', 'C', '\r', '\n', 0x1A, '\n'};
    private static final int MAX_SECTION_BYTES = 1 << 30;

    /**
     * Bytes that a tool keeps with a program. They are not part of its digest.
     *
     * @param id 1 or more
     */
    public record Section(int id, byte[] bytes) {}

    public ProgramFile {
        sections = List.copyOf(sections);
    }

    /** A program without further sections. */
    public ProgramFile(Program program) {
        this(program, List.of());
    }

    /** A program with what is known of where its gates come from. */
    public static ProgramFile of(Program program, Optional<CostMap> cost) {
        return new ProgramFile(
                program,
                cost.stream()
                        .map(map -> new Section(CostMap.SECTION, CostMapFormat.encode(map)))
                        .toList());
    }

    /**
     * Where the program's gates come from, if the file says it.
     *
     * @throws ProgramFormatException if that section is damaged, or of another program; the offset is one in the section
     */
    public Optional<CostMap> cost() throws ProgramFormatException {
        Optional<byte[]> bytes = section(CostMap.SECTION);
        return bytes.isEmpty() ? Optional.empty() : Optional.of(CostMapFormat.decode(bytes.get(), program));
    }

    /** The bytes of the section with this id, if there is one. */
    public Optional<byte[]> section(int id) {
        return sections.stream()
                .filter(section -> section.id() == id)
                .map(Section::bytes)
                .findFirst();
    }

    /** @throws ProgramFormatException if the file is not exactly what {@link #write(Path)} would write */
    public static ProgramFile read(Path path) throws IOException, ProgramFormatException {
        try (InputStream in = Files.newInputStream(path)) {
            return read(in);
        }
    }

    /** Reads a file that ends where the stream ends. */
    public static ProgramFile read(InputStream stream) throws IOException, ProgramFormatException {
        FormatInput in = new FormatInput(stream);
        for (byte expected : MAGIC) {
            if ((byte) in.octet() != expected) {
                throw new ProgramFormatException("not a compiled program", in.offset() - 1);
            }
        }
        long version = in.unsigned();
        if (version != VERSION) {
            throw in.wrong("format version " + Long.toUnsignedString(version) + ", expected " + VERSION);
        }
        Program program = ProgramDecoder.decode(in.string("name of program", ProgramCheck.MAX_NAME_BYTES), in);
        List<Section> sections = readSections(in);
        in.checksumAndEnd();
        return new ProgramFile(program, sections);
    }

    private static List<Section> readSections(FormatInput in) throws IOException, ProgramFormatException {
        List<Section> sections = new ArrayList<>();
        int last = 0;
        for (int id = sectionId(in); id != 0; id = sectionId(in)) {
            if (id <= last) {
                throw in.wrong("section " + id + " after section " + last);
            }
            sections.add(new Section(id, in.bytes(in.integer("length of section", 0, MAX_SECTION_BYTES))));
            last = id;
        }
        return sections;
    }

    private static int sectionId(FormatInput in) throws IOException, ProgramFormatException {
        return in.integer("section", 0, Integer.MAX_VALUE);
    }

    /**
     * Writes the file at {@code path}, replacing what was there only when all of it has been written.
     *
     * @throws IllegalArgumentException if the program is not as {@link ProgramCheck} wants it
     */
    public void write(Path path) throws IOException {
        WholeFile.write(path, this::write);
    }

    /** Writes the file to a stream, which is left open. */
    public void write(OutputStream stream) throws IOException {
        ProgramCheck.check(program);
        requireSections();
        FormatOutput out = new FormatOutput(stream);
        out.bytes(MAGIC, MAGIC.length);
        out.unsigned(VERSION);
        out.string(program.name());
        ProgramEncoder.encode(program, out);
        for (Section section : sections) {
            out.unsigned(section.id());
            out.unsigned(section.bytes().length);
            out.bytes(section.bytes(), section.bytes().length);
        }
        out.unsigned(0);
        out.checksum();
        stream.flush();
    }

    private void requireSections() {
        int last = 0;
        for (Section section : sections) {
            if (section.id() <= last || section.bytes().length > MAX_SECTION_BYTES) {
                throw new IllegalArgumentException(
                        "section " + section.id() + " of " + section.bytes().length + " bytes after " + last);
            }
            last = section.id();
        }
    }
}
