package dev.sflmpc.compiler.elaborate;

import dev.sflmpc.compiler.arithmetic.Arrays;
import dev.sflmpc.compiler.netlist.Netlist;
import java.util.HashMap;
import java.util.Map;

/**
 * Secret indices of a segment, decoded to a literal for each place. A place that counts under a condition only is that of a
 * decoder with an enable. For an index of k bits and all 2^k places that costs k ANDs more than one without, where an AND for
 * each place costs 2^k. With fewer places that holds for the first condition only: the next ones share the decoder without an
 * enable, and an AND for each place is less than what another decoder costs.
 */
final class Decoders {

    /** @param enable the literal without which no place is meant */
    private record Decoder(Literals index, int count, int enable) {}

    private record Place(Decoder decoder, int number) {}

    private final Map<Decoder, int[]> decoded = new HashMap<>();
    private final Map<Integer, Place> places = new HashMap<>();

    /** For a decoder with fewer places than numbers the condition that it was enabled under. */
    private final Map<Decoder, Integer> conditions = new HashMap<>();

    /** One literal per number below {@code count}: whether the index is that number. */
    int[] decode(Netlist netlist, int[] index, int count) {
        return decode(netlist, new Decoder(new Literals(index), count, Netlist.TRUE));
    }

    private int[] decode(Netlist netlist, Decoder decoder) {
        int[] known = decoded.get(decoder);
        if (known != null) {
            return known;
        }
        int[] made = Arrays.decode(netlist, decoder.index.bits(), decoder.count, decoder.enable);
        decoded.put(decoder, made);
        for (int i = 0; i < made.length; i++) {
            if (made[i] > Netlist.TRUE) {
                places.putIfAbsent(made[i], new Place(decoder, i));
            }
        }
        return made;
    }

    /** Whether a literal says that an index has one value. */
    boolean isPlace(int literal) {
        return places.containsKey(literal);
    }

    /** {@code literal & condition}. */
    int under(Netlist netlist, int literal, int condition) {
        Place place = places.get(literal);
        if (place == null || condition <= Netlist.TRUE) {
            return netlist.and(literal, condition);
        }
        Decoder decoder = place.decoder;
        boolean isWhole = decoder.count >= 1L << decoder.index.bits().length;
        if (!isWhole && !conditions.computeIfAbsent(decoder, first -> condition).equals(condition)) {
            return netlist.and(literal, condition);
        }
        int enable = netlist.and(decoder.enable, condition);
        return decode(netlist, new Decoder(decoder.index, decoder.count, enable))[place.number];
    }
}
