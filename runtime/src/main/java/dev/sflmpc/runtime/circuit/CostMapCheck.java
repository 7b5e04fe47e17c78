package dev.sflmpc.runtime.circuit;

import java.util.ArrayList;
import java.util.List;

/** What a cost map has to be to fit a program: it says of each AND gate once where it comes from, and nothing else. */
public final class CostMapCheck {

    /** Files of a program. */
    public static final int MAX_SOURCES = 1 << 16;

    /** Places of a path. */
    public static final int MAX_DEPTH = 256;

    private CostMapCheck() {}

    /**
     * Checks numbers against the lists that they point into, and what a cost map says of each block against the block.
     *
     * @param program as {@link ProgramCheck} wants it
     * @throws IllegalArgumentException saying what is wrong
     */
    public static void check(CostMap map, Program program) {
        List<CostMap.Place> places = map.places();
        int[] depths = new int[places.size() + 1];
        for (int i = 0; i < places.size(); i++) {
            CostMap.Place place = places.get(i);
            require(place.caller() >= 0 && place.caller() <= i, "a place is called from a later one");
            require(isIndex(place.function(), map.functions()), "a place in no function");
            require(isIndex(place.source(), map.sources()), "a place in no file");
            require(place.line() > 0, "a place on no line");
            depths[i + 1] = depths[place.caller()] + 1;
            require(depths[i + 1] <= MAX_DEPTH, "a call path of more than " + MAX_DEPTH + " calls");
        }
        long[] ands = new long[map.profiles().size()];
        for (int i = 0; i < ands.length; i++) {
            ands[i] = shares(map.profiles().get(i), places.size());
        }
        List<Integer> blocks = new ArrayList<>();
        blocksOfCalls(program.schedule(), blocks);
        require(
                map.calls().size() == blocks.size(),
                "the costs of " + map.calls().size() + " calls in a program of " + blocks.size());
        for (int i = 0; i < blocks.size(); i++) {
            CostMap.Call call = map.calls().get(i);
            require(isIndex(call.profile(), map.profiles()), "a call without a profile");
            require(call.base() >= 0 && call.base() <= places.size(), "a call from no place");
            long expected = program.blocks().get(blocks.get(i)).andCount();
            require(
                    ands[call.profile()] == expected,
                    "a profile of " + ands[call.profile()] + " AND gates for a block of " + expected);
        }
    }

    private static long shares(CostMap.Profile profile, int placeCount) {
        long ands = 0;
        int last = -1;
        for (CostMap.Share share : profile.shares()) {
            require(share.place() > last && share.place() <= placeCount, "a share of no place, or out of order");
            require(share.ands() >= 0 && share.executions() >= 0, "a negative share");
            last = share.place();
            ands += share.ands();
        }
        return ands;
    }

    private static void blocksOfCalls(List<Step> steps, List<Integer> blocks) {
        for (Step step : steps) {
            switch (step) {
                case Step.Call call -> blocks.add(call.block());
                case Step.Repeat repeat -> blocksOfCalls(repeat.body(), blocks);
            }
        }
    }

    private static boolean isIndex(int index, List<?> list) {
        return index >= 0 && index < list.size();
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
