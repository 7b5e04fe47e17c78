package dev.sflmpc.compiler.optimise;

/** A set of numbers without boxes. 0 stands for an empty place and is always in it. */
final class LongTable {

    private final long[] places;
    private int count;

    /** A set of at most so many numbers. */
    LongTable(int most) {
        places = new long[4 * Integer.highestOneBit(Math.max(1, most))];
    }

    void add(long number) {
        int place = place(number);
        if (places[place] != number) {
            places[place] = number;
            count++;
        }
    }

    boolean contains(long number) {
        return places[place(number)] == number;
    }

    int count() {
        return count;
    }

    /** How many numbers another set has not. */
    int countOutside(LongTable other) {
        int outside = 0;
        for (long number : places) {
            outside += other.contains(number) ? 0 : 1;
        }
        return outside;
    }

    /** Where a number is, or could be put. */
    private int place(long number) {
        int place = (int) (number * 0x9E3779B97F4A7C15L >>> 32) & places.length - 1;
        while (places[place] != 0 && places[place] != number) {
            place = place + 1 & places.length - 1;
        }
        return place;
    }
}
