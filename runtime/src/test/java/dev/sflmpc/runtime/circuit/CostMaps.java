package dev.sflmpc.runtime.circuit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Cost maps that fit a program and mean nothing. */
final class CostMaps {

    private CostMaps() {}

    static CostMap random(Program program, Random random) {
        List<CostMap.Source> sources = List.of(
                CostMap.Source.of("main.sfl", "program p;\n"),
                new CostMap.Source("lib/a.sfl", digest(), Optional.empty()));
        List<String> functions = List.of("main", "f<3>", "<script>");
        List<CostMap.Place> places = new ArrayList<>();
        int placeCount = 1 + random.nextInt(12);
        for (int i = 0; i < placeCount; i++) {
            places.add(new CostMap.Place(
                    random.nextInt(i + 1), random.nextInt(3), random.nextInt(2), 1 + random.nextInt(300)));
        }
        List<CostMap.Profile> profiles = new ArrayList<>();
        for (Block block : program.blocks()) {
            profiles.add(profile((int) block.andCount(), placeCount, random));
        }
        List<CostMap.Call> calls = new ArrayList<>();
        calls(program.schedule(), placeCount, random, calls);
        return new CostMap(sources, functions, places, profiles, calls);
    }

    private static String digest() {
        return CostMap.Source.digestOf("not kept");
    }

    private static CostMap.Profile profile(int ands, int placeCount, Random random) {
        List<CostMap.Share> shares = new ArrayList<>();
        int left = ands;
        for (int place = 0; place <= placeCount; place++) {
            int here = place == placeCount ? left : random.nextInt(left + 1);
            if (here > 0 || random.nextBoolean()) {
                shares.add(new CostMap.Share(place, here, random.nextInt(5)));
            }
            left -= here;
        }
        return new CostMap.Profile(shares);
    }

    private static void calls(List<Step> steps, int placeCount, Random random, List<CostMap.Call> calls) {
        for (Step step : steps) {
            switch (step) {
                case Step.Call call -> calls.add(new CostMap.Call(call.block(), random.nextInt(placeCount + 1)));
                case Step.Repeat repeat -> calls(repeat.body(), placeCount, random, calls);
            }
        }
    }
}
