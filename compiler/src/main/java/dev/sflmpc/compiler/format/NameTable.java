package dev.sflmpc.compiler.format;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Names as numbers from 0, in the order in which they first came.
 *
 * <p>Layout: the bytes of name {@code n} are {@code bytes[starts[n] … starts[n + 1])}; {@code table} is an open hash table of
 * {@code n + 1}.
 */
final class NameTable {

    private byte[] bytes = new byte[1 << 12];
    private int[] starts = new int[1 << 8];
    private int[] table = new int[1 << 9];
    private int size;

    int size() {
        return size;
    }

    /**
     * The number of a name.
     *
     * @throws IllegalStateException if all names together have more than 2^31 bytes
     */
    int number(byte[] name, int from, int length) {
        int slot = slotOf(name, from, length);
        return table[slot] != 0 ? table[slot] - 1 : add(name, from, length, slot);
    }

    int number(String name) {
        byte[] text = name.getBytes(StandardCharsets.UTF_8);
        return number(text, 0, text.length);
    }

    /** The number of a name; -1 when it never came. */
    int find(String name) {
        byte[] text = name.getBytes(StandardCharsets.UTF_8);
        return table[slotOf(text, 0, text.length)] - 1;
    }

    /** Where in {@link #table} a name is, or could be placed. */
    private int slotOf(byte[] name, int from, int length) {
        int mask = table.length - 1;
        int slot = hash(name, from, from + length) & mask;
        while (table[slot] != 0) {
            int found = table[slot] - 1;
            if (Arrays.equals(bytes, starts[found], starts[found + 1], name, from, from + length)) {
                return slot;
            }
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    String name(int number) {
        return new String(bytes, starts[number], starts[number + 1] - starts[number], StandardCharsets.UTF_8);
    }

    private int add(byte[] name, int from, int length, int slot) {
        int start = starts[size];
        if (start + length < 0) {
            throw new IllegalStateException("names of more than 2^31 bytes");
        }
        if (start + length > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 8L, 2L * (start + length)));
        }
        System.arraycopy(name, from, bytes, start, length);
        size++;
        if (size == starts.length) {
            starts = Arrays.copyOf(starts, 2 * size);
        }
        starts[size] = start + length;
        table[slot] = size;
        if (2 * size > table.length) {
            rehash();
        }
        return size - 1;
    }

    private void rehash() {
        int[] larger = new int[2 * table.length];
        int mask = larger.length - 1;
        for (int number = 0; number < size; number++) {
            int slot = hash(bytes, starts[number], starts[number + 1]) & mask;
            while (larger[slot] != 0) {
                slot = (slot + 1) & mask;
            }
            larger[slot] = number + 1;
        }
        table = larger;
    }

    private static int hash(byte[] from, int start, int end) {
        long h = 0x9E3779B97F4A7C15L;
        for (int i = start; i < end; i++) {
            h = (h ^ from[i]) * 0x100000001B3L;
        }
        h ^= h >>> 32;
        h *= 0xBF58476D1CE4E5B9L;
        return (int) (h >>> 32);
    }
}
