package dev.sflmpc.runtime.store;

import dev.sflmpc.runtime.net.Fingerprint;
import dev.sflmpc.runtime.protocol.Role;
import dev.sflmpc.runtime.protocol.UnitId;
import dev.sflmpc.runtime.protocol.UnitKind;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What stands in the clear at the beginning of a unit's file.
 *
 * <pre>
 * "SFLU"  version u8  length u16 of all behind it up to the code
 * name 16  role u8  suites 5  digest 32  local: present u8, 32  peer: present u8, 32  made: seconds u64  salt 32  party UTF-8
 * code 32: HMAC-SHA256 over all before
 * </pre>
 *
 * Numbers are big-endian.
 */
record UnitHeader(UnitId id, UnitKind kind, Instant made, byte[] salt) {
    private static final int MAGIC = 0x53464c55;
    private static final int VERSION = 1;
    private static final int START_BYTES = 7;
    private static final int CODE_BYTES = 32;
    private static final int SUITES = 5;
    private static final int HASH_BYTES = 32;
    private static final int FIXED_BYTES =
            UnitId.BYTES + 1 + SUITES + HASH_BYTES + 2 * (1 + HASH_BYTES) + 8 + HASH_BYTES;
    private static final String REFUSED =
            "not a unit of this side, or damaged: the file was changed, cut or made with another key; delete it";
    private static final int MAX_PARTY_BYTES = 1024;

    static UnitHeader fresh(UnitId id, UnitKind kind) {
        byte[] salt = new byte[HASH_BYTES];
        new SecureRandom().nextBytes(salt);
        return new UnitHeader(id, kind, Instant.now(), salt);
    }

    /** The header's bytes, without the code over them. */
    byte[] encode() {
        byte[] party = kind.party().getBytes(StandardCharsets.UTF_8);
        if (party.length > MAX_PARTY_BYTES) {
            throw new IllegalArgumentException("the party's name has " + party.length + " bytes");
        }
        ByteBuffer out = ByteBuffer.allocate(START_BYTES + FIXED_BYTES + party.length)
                .putInt(MAGIC)
                .put((byte) VERSION)
                .putShort((short) (FIXED_BYTES + party.length))
                .put(id.bytes())
                .put((byte) (kind.role() == Role.GARBLER ? 1 : 2))
                .put(kind.suites())
                .put(kind.digest());
        put(out, kind.local());
        put(out, kind.peer());
        return out.putLong(made.getEpochSecond()).put(salt).put(party).array();
    }

    private static void put(ByteBuffer out, Optional<Fingerprint> fingerprint) {
        out.put((byte) (fingerprint.isPresent() ? 1 : 0))
                .put(fingerprint.map(Fingerprint::bytes).orElse(new byte[HASH_BYTES]));
    }

    /** Where the content begins. */
    int contentOffset() {
        return encode().length + CODE_BYTES;
    }

    byte[] code(StoreKey key) {
        return key.derive("SFL/mpc unit header", encode());
    }

    /** The key of the content. */
    byte[] contentKey(StoreKey key) {
        return key.derive("SFL/mpc unit content", encode());
    }

    /**
     * Reads the header at the beginning of a unit's file.
     *
     * @throws UnitFileException when it is not one that was made with {@code key}
     */
    static UnitHeader read(FileChannel channel, StoreKey key, Path file) throws IOException {
        try {
            ByteBuffer start = bytes(channel, 0, START_BYTES);
            if (start.getInt() != MAGIC || start.get() != VERSION) {
                throw new UnitFileException(file, REFUSED);
            }
            int length = start.getShort() & 0xffff;
            if (length < FIXED_BYTES || length > FIXED_BYTES + MAX_PARTY_BYTES) {
                throw new UnitFileException(file, REFUSED);
            }
            UnitHeader header = decode(bytes(channel, START_BYTES, length));
            byte[] whole = bytes(channel, 0, START_BYTES + length).array();
            byte[] code = bytes(channel, START_BYTES + length, CODE_BYTES).array();
            if (!MessageDigest.isEqual(code, header.code(key)) || !Arrays.equals(whole, header.encode())) {
                throw new UnitFileException(file, REFUSED);
            }
            return header;
        } catch (EOFException e) {
            throw new UnitFileException(file, REFUSED, e);
        }
    }

    private static UnitHeader decode(ByteBuffer in) {
        UnitId id = UnitId.ofBytes(take(in, UnitId.BYTES));
        Role role = in.get() == 1 ? Role.GARBLER : Role.EVALUATOR;
        byte[] suites = take(in, SUITES);
        byte[] digest = take(in, HASH_BYTES);
        Optional<Fingerprint> local = fingerprint(in);
        Optional<Fingerprint> peer = fingerprint(in);
        Instant made = Instant.ofEpochSecond(Math.clamp(in.getLong(), 0, Integer.MAX_VALUE));
        byte[] salt = take(in, HASH_BYTES);
        String party = new String(take(in, in.remaining()), StandardCharsets.UTF_8);
        return new UnitHeader(id, new UnitKind(role, party, suites, digest, local, peer), made, salt);
    }

    private static Optional<Fingerprint> fingerprint(ByteBuffer in) {
        boolean present = in.get() == 1;
        byte[] hash = take(in, HASH_BYTES);
        return present ? Optional.of(Fingerprint.parse(HexFormat.of().formatHex(hash))) : Optional.empty();
    }

    private static byte[] take(ByteBuffer in, int length) {
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }

    private static ByteBuffer bytes(FileChannel channel, long at, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, at + bytes.position()) < 0) {
                throw new EOFException();
            }
        }
        return bytes.flip();
    }

    @Override
    public String toString() {
        return "UnitHeader[" + id + ", " + kind + "]";
    }
}
