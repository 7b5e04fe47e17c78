package dev.sflmpc.compiler.elaborate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sflmpc.compiler.elaborate.Expansion.Placed;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Walks random schedules and watches that what a run reads is what was last written there. */
class LayoutTest {

    private static final int SCHEDULES = 200;

    /** A random schedule. */
    private static final class Recording {
        private final Random random;
        private final Tape tape = new Tape(new ElaborationLimits(0, 0, 0, 0, 0, 1000, 1000, 1000, 1000));
        private final List<Region> inputs = new ArrayList<>();

        /** A literal and where it is from. */
        private record Literal(Segment segment, int literal) {}

        private Recording(long seed) {
            this.random = new Random(seed);
            for (int i = 0; i < 3; i++) {
                inputs.add(tape.newRegion(width()));
            }
        }

        private int width() {
            return 1 + random.nextInt(6);
        }

        private <T> T pick(List<T> choices) {
            return choices.get(random.nextInt(choices.size()));
        }

        /** @param regions what can be loaded from and stored to; grows */
        private void record(List<Region> regions, List<Literal> literals, List<Loop> loops, int depth) {
            int steps = 4 + random.nextInt(6);
            for (int i = 0; i < steps; i++) {
                int kind = random.nextInt(10);
                if (kind == 0 && depth > 0) {
                    loop(regions, literals, loops, depth);
                } else if (kind == 1 && depth > 0) {
                    invoke(regions, depth);
                } else {
                    run(regions, literals, loops);
                }
            }
        }

        private void loop(List<Region> regions, List<Literal> literals, List<Loop> loops, int depth) {
            if (random.nextBoolean()) {
                regions.add(tape.newRegion(width()));
            }
            Loop loop = tape.enterLoop(2 + random.nextInt(2));
            List<Loop> inside = new ArrayList<>(loops);
            inside.add(loop);
            record(new ArrayList<>(regions), new ArrayList<>(literals), inside, depth - 1);
            tape.exitLoop();
        }

        private void invoke(List<Region> regions, int depth) {
            List<Integer> widths = List.of(width(), width());
            Template template = tape.template(widths, width(), (parameters, result) -> {
                List<Region> inside = new ArrayList<>(parameters);
                inside.add(result);
                record(inside, new ArrayList<>(), new ArrayList<>(), depth - 1);
            });
            int times = 1 + random.nextInt(2);
            for (int i = 0; i < times; i++) {
                List<Region> copies = new ArrayList<>();
                Segment segment = tape.segment();
                for (Region parameter : template.parameters()) {
                    Region copy = tape.copyOf(parameter);
                    int[] bits = new int[copy.widthBits()];
                    for (int bit = 0; bit < bits.length; bit++) {
                        segment.load(pick(regions), Affine.ZERO, 1, bits, bit);
                    }
                    segment.store(copy, Affine.ZERO, bits, 0, bits.length);
                    copies.add(copy);
                }
                regions.add(tape.invoke(template, copies));
            }
        }

        private void run(List<Region> regions, List<Literal> literals, List<Loop> loops) {
            Segment segment = tape.segment();
            int[] bits = new int[2];
            Region from = pick(regions);
            segment.load(from, offset(from, loops), 1, bits, 0);
            Region other = pick(regions);
            segment.load(other, offset(other, loops), 1, bits, 1);
            int made = segment.netlist().and(bits[0], bits[1]);
            if (!literals.isEmpty() && random.nextBoolean()) {
                Literal earlier = pick(literals);
                made = segment.netlist().xor(made, segment.use(earlier.segment, earlier.literal));
            }
            literals.add(new Literal(segment, made));
            Region to = pick(regions);
            if (inputs.contains(to) || random.nextInt(3) == 0) {
                to = tape.newRegion(width());
                regions.add(to);
            }
            segment.store(to, offset(to, loops), new int[] {made}, 0, 1);
            if (random.nextInt(3) > 0) {
                tape.cut();
            }
        }

        /** A bit of a region, sometimes another one in each pass. */
        private Affine offset(Region region, List<Loop> loops) {
            if (!loops.isEmpty() && random.nextBoolean()) {
                Loop loop = pick(loops);
                if (loop.count() <= region.widthBits()) {
                    int spare = region.widthBits() - (int) loop.count() + 1;
                    return Affine.counter(loop).plus(random.nextInt(spare));
                }
            }
            return Affine.of(random.nextInt(region.widthBits()));
        }
    }

    /** A walk that knows which bit of which region lies on each wire. */
    private static final class Walk {

        private record Bit(Region region, long offset) {}

        private final Layout layout;
        private final Map<Long, Bit> onWire = new HashMap<>();
        private final Map<Region, BitSet> written = new HashMap<>();
        private final Map<Loop, Long> counters = new HashMap<>();
        private int checkedReads;

        private Walk(Layout layout) {
            this.layout = layout;
        }

        private void walk(List<Placed> schedule) {
            for (Placed placed : schedule) {
                switch (placed) {
                    case Expansion.Run run -> walk(run);
                    case Expansion.Repeat repeat -> {
                        for (long i = 0; i < repeat.loop().count(); i++) {
                            counters.put(repeat.loop(), i);
                            written.keySet().removeIf(region -> region.scope() == repeat.loop());
                            walk(repeat.body());
                        }
                    }
                }
            }
        }

        private void walk(Expansion.Run run) {
            Segment segment = run.segment();
            run.live().sources().stream().forEach(i -> read(bit(run, segment.sources(), i)));
            run.live().stores().stream().forEach(i -> write(bit(run, segment.stores(), i)));
            run.live().exports().stream()
                    .forEach(offset -> write(new Bit(run.scope().resolve(segment.exports()), offset)));
        }

        private Bit bit(Expansion.Run run, Segment.Bits bits, int index) {
            Segment.RegionView view = (Segment.RegionView) run.segment().view(bits.view(index));
            long offset = bits.offset(index);
            for (Affine.Term term : view.terms()) {
                offset += term.factor() * counters.getOrDefault(term.loop(), 0L);
            }
            return new Bit(run.scope().resolve(view.region()), offset);
        }

        private void write(Bit bit) {
            onWire.put(layout.addressOf(bit.region) + bit.offset, bit);
            written.computeIfAbsent(bit.region, region -> new BitSet()).set((int) bit.offset);
        }

        /** Bits that nothing has written may be anything. */
        private void read(Bit bit) {
            if (written.getOrDefault(bit.region, new BitSet()).get((int) bit.offset)) {
                checkedReads++;
                assertEquals(bit, onWire.get(layout.addressOf(bit.region) + bit.offset));
            }
        }
    }

    @ParameterizedTest(name = "200 schedules from seed {0}")
    @ValueSource(longs = {0, 1000, 2000, 3000})
    void of_randomSchedules_keepsWhatIsReadLater(long firstSeed) {
        int reads = 0;
        for (long seed = firstSeed; seed < firstSeed + SCHEDULES; seed++) {
            try {
                reads += checkedReads(seed);
            } catch (AssertionError failed) {
                throw new AssertionError("seed " + seed, failed);
            }
        }
        assertTrue(reads > 20 * SCHEDULES, reads + " reads checked");
    }

    private static int checkedReads(long seed) {
        Recording recording = new Recording(seed);
        List<Region> regions = new ArrayList<>(recording.inputs);
        recording.record(regions, new ArrayList<>(), new ArrayList<>(), 2);
        recording.tape.cut();
        List<Region> outputs = regions.stream()
                .filter(region -> !recording.inputs.contains(region))
                .toList();
        outputs = outputs.subList(0, Math.min(3, outputs.size()));
        List<Placed> schedule = Expansion.expand(
                recording.tape, DeadCode.find(recording.tape.items(), outputs), new Places(recording.tape.origin()));
        Layout layout = Layout.of(schedule, recording.inputs, outputs);
        Walk walk = new Walk(layout);
        fill(walk, recording.inputs);
        walk.walk(schedule);
        for (Region output : outputs) {
            walk.written.getOrDefault(output, new BitSet()).stream()
                    .forEach(offset -> walk.read(new Walk.Bit(output, offset)));
        }
        return walk.checkedReads;
    }

    private static void fill(Walk walk, List<Region> inputs) {
        for (Region input : inputs) {
            for (int i = 0; i < input.widthBits(); i++) {
                walk.write(new Walk.Bit(input, i));
            }
        }
    }
}
