package dev.sflmpc.runtime.protocol;

import dev.sflmpc.runtime.failure.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * What a side says of itself before anything else.
 *
 * <pre>
 * "SFLM"  version u16  mode u8  role u8  level u8  garbling u8  hash u8  ot u8  base OT u8  output order u8
 * rows u64  first row u64  nonce 32  program digest 32  party: length u16, UTF-8
 * units: count u16, 16 bytes each
 * </pre>
 *
 * Numbers are big-endian. A version tells how to read everything behind it, so nothing behind another version's number is
 * looked at.
 *
 * @param mode see {@link SessionMode}
 * @param units the prepared units that this side can use, the one that it would take first
 */
record Hello(
        int version,
        int mode,
        int role,
        Suites suites,
        int outputOrder,
        RowRange rows,
        byte[] nonce,
        byte[] digest,
        String party,
        List<UnitId> units) {
    static final int MAX_BYTES = 1 << 16;
    static final int VERSION = 4;
    static final int NONCE_BYTES = 32;
    private static final String STEP = "hello: ";
    private static final int MAGIC = 0x53464c4d;
    private static final int DIGEST_BYTES = 32;
    private static final int MAX_PARTY_BYTES = 1024;
    private static final int VERSION_BYTES = 4 + 2;
    private static final int FIXED_BYTES = VERSION_BYTES + 8 + 2 * Long.BYTES + NONCE_BYTES + DIGEST_BYTES + 4;

    byte[] encode() {
        byte[] name = party.getBytes(StandardCharsets.UTF_8);
        if (name.length > MAX_PARTY_BYTES) {
            throw new IllegalArgumentException("the party's name has " + name.length + " bytes");
        }
        ByteBuffer bytes = ByteBuffer.allocate(FIXED_BYTES + name.length + units.size() * UnitId.BYTES)
                .putInt(MAGIC)
                .putShort((short) version)
                .put((byte) mode)
                .put((byte) role)
                .put((byte) suites.level())
                .put((byte) suites.garbling())
                .put((byte) suites.hash())
                .put((byte) suites.ot())
                .put((byte) suites.baseOt())
                .put((byte) outputOrder)
                .putLong(rows.count())
                .putLong(rows.first())
                .put(nonce)
                .put(digest)
                .putShort((short) name.length)
                .put(name)
                .putShort((short) units.size());
        units.forEach(unit -> bytes.put(unit.bytes()));
        return bytes.array();
    }

    static Hello decode(byte[] bytes) throws ProtocolException {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        if (bytes.length < VERSION_BYTES || in.getInt() != MAGIC) {
            throw new ProtocolException(STEP + "the peer does not speak the SFL/mpc protocol");
        }
        int version = in.getShort() & 0xffff;
        if (version != VERSION) {
            throw new ProtocolException(STEP + "this side speaks version " + VERSION
                    + " of the protocol, the peer version " + version + "; use the same release on both sides");
        }
        if (bytes.length < FIXED_BYTES) {
            throw malformed(bytes.length + " bytes are too few");
        }
        int mode = number(in);
        int role = number(in);
        Suites suites = new Suites(number(in), number(in), number(in), number(in), number(in));
        int outputOrder = number(in);
        RowRange rows = new RowRange(in.getLong(), in.getLong());
        byte[] nonce = bytes(in, NONCE_BYTES);
        byte[] digest = bytes(in, DIGEST_BYTES);
        int length = in.getShort() & 0xffff;
        if (length > MAX_PARTY_BYTES || length > in.remaining() - 2) {
            throw malformed("a party name of " + length + " bytes in the last " + in.remaining());
        }
        String party = new String(bytes(in, length), StandardCharsets.UTF_8);
        return new Hello(version, mode, role, suites, outputOrder, rows, nonce, digest, party, units(in));
    }

    private static List<UnitId> units(ByteBuffer in) throws ProtocolException {
        int count = in.getShort() & 0xffff;
        if (count > UnitSupply.MOST_NAMED || count * UnitId.BYTES != in.remaining()) {
            throw malformed(count + " units in the last " + in.remaining() + " bytes");
        }
        List<UnitId> units = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            units.add(UnitId.ofBytes(bytes(in, UnitId.BYTES)));
        }
        return List.copyOf(units);
    }

    private static int number(ByteBuffer in) {
        return in.get() & 0xff;
    }

    private static byte[] bytes(ByteBuffer in, int length) {
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }

    private static ProtocolException malformed(String what) {
        return new ProtocolException(STEP + "the peer's is malformed: " + what);
    }

    /**
     * Compares with the peer's; both sides find the same difference.
     *
     * @throws ProtocolException naming both values and what to do, when the two cannot run together
     */
    void requireFits(Hello peer, String otherParty) throws ProtocolException {
        if (peer.role != Role.GARBLER.id() && peer.role != Role.EVALUATOR.id()) {
            throw malformed("role " + peer.role);
        }
        if (peer.role == role) {
            throw new ProtocolException(
                    STEP + "both sides are the " + (role == Role.GARBLER.id() ? "garbler" : "evaluator")
                            + "; start one with `mpc garble` and the other with `mpc evaluate`");
        }
        if (!Arrays.equals(peer.digest, digest)) {
            throw new ProtocolException(STEP + "the two sides compiled different programs: digest " + hex(digest)
                    + " here, " + hex(peer.digest) + " at the peer; compare source, parameters (-D), --optimize and"
                    + " version with `mpc info`");
        }
        requireParty(peer.party, otherParty);
        if (peer.mode != mode) {
            throw new ProtocolException(STEP + "the two sides want different things: this side "
                    + SessionMode.text(mode) + ", the peer " + SessionMode.text(peer.mode));
        }
        if (!peer.suites.equals(suites)) {
            throw new ProtocolException(STEP + "the two sides use different suites: " + suites + " here, " + peer.suites
                    + " at the peer; give both the same --garbling and --bandwidth");
        }
        if (peer.outputOrder != outputOrder) {
            throw new ProtocolException(STEP + "the two sides chose different output orders: " + order(outputOrder)
                    + " here, " + order(peer.outputOrder) + " at the peer");
        }
        if (Arrays.equals(peer.nonce, nonce)) {
            throw new ProtocolException(STEP + "the peer repeats this side's nonce");
        }
    }

    private void requireParty(String peerParty, String otherParty) throws ProtocolException {
        if (peerParty.equals(party)) {
            throw new ProtocolException(STEP + "both sides are party " + party + "; one must be party " + otherParty
                    + " (--party " + otherParty + ")");
        }
        if (!peerParty.equals(otherParty)) {
            throw new ProtocolException(
                    STEP + "the peer says it is a party that the program does not declare; expected " + otherParty);
        }
    }

    private static String order(int id) {
        for (OutputOrder order : OutputOrder.values()) {
            if (order.id() == id) {
                return order.toString();
            }
        }
        return "unknown (" + id + ")";
    }

    private static String hex(byte[] digest) {
        return HexFormat.of().formatHex(digest);
    }
}
