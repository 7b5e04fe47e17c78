package dev.sflmpc.compiler.optimise;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The cubes of a netlist, and how each is best made of others.
 *
 * <p>Layout: {@code byRarest.get(l)} has the cubes worth building upon whose rarest factor is the literal <i>l</i>, shortest
 * first, so that the cubes inside of another one are found by its factors.
 */
final class CubeFamily {

    private static final int[] NOTHING = {};

    /** One cube, the same for all gates whose cube it is. */
    static final class Member {

        final int[] cube;
        /** The first gate with this cube. */
        final int node;
        /** Whether anything but a product uses it. */
        boolean isWanted;
        /** How many gates use the gates of this cube. */
        int uses;
        /** What has become of it; negative before it is made. */
        int literal = -1;

        private @Nullable Plan plan;

        private Member(int[] cube, int node) {
            this.cube = cube;
            this.node = node;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Member member && Arrays.equals(cube, member.cube);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(cube);
        }
    }

    /**
     * How to make a cube.
     *
     * @param members other cubes
     * @param factors literals
     * @param isSum whether it is the XOR of all these instead of their AND
     */
    record Plan(List<Member> members, int[] factors, boolean isSum) {}

    private final Cubes cubes;
    private final Map<Member, Member> members = new HashMap<>();
    private final Map<Member, Plan> pairs = new HashMap<>();
    private final Map<Integer, List<Member>> byRarest = new HashMap<>();
    private final int[] stamps;
    private int stamp;
    private final boolean pairsOnly;
    private long steps;

    /**
     * No cubes yet.
     *
     * @param pairsOnly whether cubes are only made of two that meet elsewhere, and else as they are now
     * @param steps how many factors are compared at most
     */
    CubeFamily(Cubes cubes, int nodes, boolean pairsOnly, long steps) {
        this.cubes = cubes;
        this.pairsOnly = pairsOnly;
        this.steps = steps;
        stamps = new int[2 * nodes];
    }

    /** The member of a gate's cube. */
    Member add(int node) {
        Member fresh = new Member(cubes.of(node), node);
        Member known = members.putIfAbsent(fresh, fresh);
        return known == null ? fresh : known;
    }

    /** Notes that two nodes meet in a gate other than their product, which is cheap then. */
    void addPair(int a, int b) {
        int[] left = cubes.factors(2 * a);
        int[] right = cubes.factors(2 * b);
        int[] both = Cubes.union(left, right);
        if (both.length > Math.max(left.length, right.length)) {
            List<Member> parts = new ArrayList<>();
            int[] rest = NOTHING;
            for (int[] operand : List.of(left, right)) {
                Member member = members.get(new Member(operand, 0));
                if (member == null) {
                    rest = Cubes.union(rest, operand);
                } else {
                    parts.add(member);
                }
            }
            pairs.putIfAbsent(new Member(both, 0), new Plan(parts, rest, false));
        }
    }

    /** To be called when all are added and it is known which are wanted. */
    void index() {
        int[] frequencies = new int[stamps.length];
        List<Member> sorted = new ArrayList<>();
        for (Member member : members.values()) {
            if ((member.isWanted || member.uses > 1) && !Cubes.isNever(member.cube)) {
                sorted.add(member);
                for (int literal : member.cube) {
                    frequencies[literal]++;
                }
            }
        }
        sorted.sort(
                Comparator.comparingInt((Member member) -> member.cube.length).thenComparingInt(member -> member.node));
        for (Member member : sorted) {
            int rarest = member.cube[0];
            for (int literal : member.cube) {
                rarest = frequencies[literal] < frequencies[rarest] ? literal : rarest;
            }
            byRarest.computeIfAbsent(rarest, key -> new ArrayList<>()).add(member);
        }
    }

    /**
     * The best way to make a cube that was found, always the same one.
     *
     * @param operands of the gate that makes it now: what it is made of when there are too many others to compare
     */
    Plan plan(Member member, List<Member> operands) {
        Plan plan = member.plan;
        if (plan == null) {
            Plan sum = pairsOnly ? null : sum(member);
            Plan pair = sum == null ? pairs.get(member) : sum;
            boolean searches = !pairsOnly && steps > 0;
            plan = pair != null ? pair : searches ? cover(member) : product(member.cube, operands);
            member.plan = plan;
        }
        return plan;
    }

    private Plan cover(Member member) {
        List<Member> parts = new ArrayList<>();
        int[] rest = member.cube;
        Member part = largestWithin(rest, member);
        while (part != null) {
            parts.add(part);
            rest = Cubes.without(rest, part.cube);
            part = largestWithin(rest, member);
        }
        return new Plan(parts, rest, false);
    }

    private static Plan product(int[] cube, List<Member> operands) {
        List<Member> parts = new ArrayList<>();
        int[] rest = cube;
        for (Member operand : operands) {
            if (operand.cube.length < cube.length && Cubes.without(operand.cube, cube).length == 0) {
                parts.add(operand);
                rest = Cubes.without(rest, operand.cube);
            }
        }
        return new Plan(parts, rest, false);
    }

    /** {@code r·~e = r + r·e} where both are wanted for themselves. */
    private @Nullable Plan sum(Member member) {
        for (int literal : member.cube) {
            int node = literal >>> 1;
            if ((literal & 1) == 0 || !cubes.isCube(node)) {
                continue;
            }
            int[] rest = Cubes.without(member.cube, new int[] {literal});
            Member both = wanted(Cubes.union(rest, cubes.of(node)));
            steps -= rest.length;
            if (both != null && rest.length == 1) {
                return new Plan(List.of(both), rest, true);
            }
            Member one = both == null ? null : wanted(rest);
            if (one != null) {
                return new Plan(List.of(one, both), NOTHING, true);
            }
        }
        return null;
    }

    private @Nullable Member wanted(int[] cube) {
        Member member = members.get(new Member(cube, 0));
        return member != null && member.isWanted ? member : null;
    }

    /** The cube inside another one that saves the most; what is wanted anyhow counts twice. */
    private @Nullable Member largestWithin(int[] cube, Member except) {
        stamp++;
        for (int literal : cube) {
            stamps[literal] = stamp;
        }
        Member best = null;
        int most = 0;
        for (int literal : cube) {
            List<Member> candidates = byRarest.getOrDefault(literal, List.of());
            for (int i = candidates.size() - 1; i >= 0 && steps > 0; i--) {
                Member candidate = candidates.get(i);
                int worth = (candidate.cube.length - 1) * (candidate.isWanted ? 2 : 1);
                if (worth > most
                        && candidate.cube.length <= cube.length
                        && !candidate.equals(except)
                        && isStamped(candidate)) {
                    best = candidate;
                    most = worth;
                }
            }
        }
        return best;
    }

    private boolean isStamped(Member member) {
        for (int literal : member.cube) {
            steps--;
            if (stamps[literal] != stamp) {
                return false;
            }
        }
        return true;
    }
}
