package dev.sflmpc.runtime.circuit;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The bytes of a cost map, in varints as in {@link FormatOutput}; lists are a count and their elements.
 *
 * <pre>
 * version    1
 * sources    (name, digest of 32 bytes, 0 | 1 text)
 * functions  (name)
 * places     (number of the place - number of its caller, function, source, line)
 * profiles   shares (place - place of the share before, or + 1 for the first; ands; executions)
 * calls      (profile, base)
 * </pre>
 *
 * The decoder believes nothing: numbers are bounded before they are used, lists grow with the bytes that are there, and
 * what comes out fits the program.
 */
final class CostMapFormat {

    private static final int VERSION = 1;
    private static final int DIGEST_BYTES = 32;
    private static final int MAX_NAME_BYTES = 1 << 12;
    private static final int MAX_TEXT_BYTES = 1 << 25;

    private CostMapFormat() {}

    // ---- encoding

    static byte[] encode(CostMap map) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        FormatOutput out = new FormatOutput(bytes);
        try {
            out.unsigned(VERSION);
            sources(map.sources(), out);
            out.unsigned(map.functions().size());
            for (String function : map.functions()) {
                out.string(function);
            }
            places(map.places(), out);
            profiles(map.profiles(), out);
            out.unsigned(map.calls().size());
            for (CostMap.Call call : map.calls()) {
                out.unsigned(call.profile());
                out.unsigned(call.base());
            }
            out.drain();
        } catch (IOException e) {
            throw new UncheckedIOException("memory refuses to be written", e);
        }
        return bytes.toByteArray();
    }

    private static void sources(List<CostMap.Source> sources, FormatOutput out) throws IOException {
        out.unsigned(sources.size());
        for (CostMap.Source source : sources) {
            out.string(source.name());
            byte[] digest = HexFormat.of().parseHex(source.digest());
            out.bytes(digest, digest.length);
            out.unsigned(source.text().isPresent() ? 1 : 0);
            if (source.text().isPresent()) {
                out.string(source.text().get());
            }
        }
    }

    private static void places(List<CostMap.Place> places, FormatOutput out) throws IOException {
        out.unsigned(places.size());
        for (int i = 0; i < places.size(); i++) {
            CostMap.Place place = places.get(i);
            out.unsigned(i + 1 - place.caller());
            out.unsigned(place.function());
            out.unsigned(place.source());
            out.unsigned(place.line());
        }
    }

    private static void profiles(List<CostMap.Profile> profiles, FormatOutput out) throws IOException {
        out.unsigned(profiles.size());
        for (CostMap.Profile profile : profiles) {
            out.unsigned(profile.shares().size());
            int last = -1;
            for (CostMap.Share share : profile.shares()) {
                out.unsigned(share.place() - last);
                out.unsigned(share.ands());
                out.unsigned(share.executions());
                last = share.place();
            }
        }
    }

    // ---- decoding

    static CostMap decode(byte[] bytes, Program program) throws ProgramFormatException {
        FormatInput in = new FormatInput(new ByteArrayInputStream(bytes));
        try {
            CostMap map = decode(in);
            in.end();
            CostMapCheck.check(map, program);
            return map;
        } catch (IllegalArgumentException e) {
            ProgramFormatException wrong = in.wrong(String.valueOf(e.getMessage()));
            wrong.initCause(e);
            throw wrong;
        } catch (IOException e) {
            throw new UncheckedIOException("memory refuses to be read", e);
        }
    }

    private static CostMap decode(FormatInput in) throws IOException, ProgramFormatException {
        in.integer("version of the cost map", VERSION, VERSION);
        List<CostMap.Source> sources = new ArrayList<>();
        for (int left = in.integer("number of sources", 0, CostMapCheck.MAX_SOURCES); left > 0; left--) {
            sources.add(source(in));
        }
        List<String> functions = new ArrayList<>();
        for (int left = count("functions", in); left > 0; left--) {
            functions.add(in.string("function", MAX_NAME_BYTES));
        }
        List<CostMap.Place> places = new ArrayList<>();
        int placeCount = count("places", in);
        for (int number = 1; number <= placeCount; number++) {
            int caller = number - in.integer("distance of caller", 1, number);
            places.add(new CostMap.Place(caller, count("function", in), count("source", in), count("line", in)));
        }
        List<CostMap.Profile> profiles = new ArrayList<>();
        for (int left = count("profiles", in); left > 0; left--) {
            profiles.add(profile(in, placeCount));
        }
        List<CostMap.Call> calls = new ArrayList<>();
        for (int left = count("calls", in); left > 0; left--) {
            calls.add(new CostMap.Call(count("profile", in), count("base", in)));
        }
        return new CostMap(sources, functions, places, profiles, calls);
    }

    private static int count(String what, FormatInput in) throws IOException, ProgramFormatException {
        return in.integer(what, 0, Integer.MAX_VALUE);
    }

    private static CostMap.Source source(FormatInput in) throws IOException, ProgramFormatException {
        String name = in.string("name of source", MAX_NAME_BYTES);
        String digest = HexFormat.of().formatHex(in.bytes(DIGEST_BYTES));
        if (in.integer("whether there is a text", 0, 1) == 0) {
            return new CostMap.Source(name, digest, Optional.empty());
        }
        String text = in.string("text of source", MAX_TEXT_BYTES);
        if (!CostMap.Source.digestOf(text).equals(digest)) {
            throw in.wrong("a source text that is not the one that was compiled");
        }
        return new CostMap.Source(name, digest, Optional.of(text));
    }

    private static CostMap.Profile profile(FormatInput in, int placeCount) throws IOException, ProgramFormatException {
        List<CostMap.Share> shares = new ArrayList<>();
        int place = -1;
        for (int left = count("shares", in); left > 0; left--) {
            place += in.integer("distance of place", 1, placeCount - place);
            shares.add(new CostMap.Share(place, count("ANDs", in), count("executions", in)));
        }
        return new CostMap.Profile(shares);
    }
}
