package dev.sflmpc.compiler.elaborate;

import org.jspecify.annotations.Nullable;

/**
 * A range of wire memory that has no address yet: an input, an output, the home of a variable that a loop assigns, the
 * parameters of a {@link Template}, or what a segment exports.
 */
final class Region {

    private int id;
    private final @Nullable Loop scope;
    private final Region original;
    private int widthBits;
    private @Nullable Range range;

    /** @param scope the innermost loop that it belongs to: each pass of that loop starts with it empty; null outside loops */
    Region(int id, int widthBits, @Nullable Loop scope) {
        this.id = id;
        this.widthBits = widthBits;
        this.scope = scope;
        this.original = this;
    }

    /** A copy for one invocation of a template. */
    Region(int id, Region original, @Nullable Loop scope) {
        this.id = id;
        this.widthBits = original.widthBits;
        this.scope = scope;
        this.original = original.original;
        this.range = original.range;
    }

    /** What every number in the region can be; null if that is all that its type allows. */
    @Nullable
    Range range() {
        return range;
    }

    /** @param range holds whenever the region is read */
    void setRange(@Nullable Range range) {
        this.range = range;
    }

    int id() {
        return id;
    }

    void setId(int id) {
        this.id = id;
    }

    int widthBits() {
        return widthBits;
    }

    @Nullable
    Loop scope() {
        return scope;
    }

    /** The region of the template that this one is a copy of, or itself. */
    Region original() {
        return original;
    }

    void setWidthBits(int widthBits) {
        this.widthBits = widthBits;
    }

    /** Adds a bit and returns its offset. */
    int grow() {
        return widthBits++;
    }
}
