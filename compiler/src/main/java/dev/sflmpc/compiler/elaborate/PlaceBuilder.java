package dev.sflmpc.compiler.elaborate;

import dev.sflmpc.runtime.circuit.Place;
import java.util.ArrayList;
import java.util.List;

/** Gathers the bits that a run loads or stores into places, runs of consecutive ones together. */
final class PlaceBuilder {

    private static final int NO_VIEW = -2;
    private static final int EXPORTS = -1;

    private final Expansion.Run run;
    private final Layout layout;
    private final List<Loop> around;
    private final List<Place> places = new ArrayList<>();
    private int view = NO_VIEW;
    private long first;
    private int length;

    /** @param around the loops around the run, the outermost first */
    PlaceBuilder(Expansion.Run run, Layout layout, List<Loop> around) {
        this.run = run;
        this.layout = layout;
        this.around = around;
    }

    /** Adds bit {@code offset} of a view of the segment. */
    void add(int nextView, long offset) {
        if (nextView != view || offset != first + length) {
            close();
            view = nextView;
            first = offset;
        }
        length++;
    }

    /** Adds a bit of what the segment exports. */
    void addExport(int offset) {
        add(EXPORTS, offset);
    }

    List<Place> places() {
        close();
        return places;
    }

    private void close() {
        if (length == 0) {
            return;
        }
        if (view == EXPORTS) {
            places.add(new Place.Wires(address(run.segment().exports()) + first, length));
        } else {
            places.add(
                    switch (run.segment().view(view)) {
                        case Segment.RegionView wires ->
                            new Place.Wires(address(wires.region()) + first, length, strides(wires.terms()));
                        case Segment.NumberView(Affine number) ->
                            new Place.Number(number.constant(), length, strides(number.terms()));
                    });
        }
        length = 0;
    }

    private long address(Region region) {
        return layout.addressOf(run.scope().resolve(region));
    }

    private long[] strides(List<Affine.Term> terms) {
        long[] strides = new long[around.size()];
        for (Affine.Term term : terms) {
            int depth = around.lastIndexOf(term.loop());
            if (depth < 0) {
                throw new IllegalStateException("a place depends on a loop that is not around it");
            }
            strides[depth] = term.factor();
        }
        return strides;
    }
}
