package dev.sflmpc.runtime.protocol;

/** Hears how a session goes. Called on the session's thread, so it must be quick; what it throws ends the session. */
public interface SessionListener {

    /** Hears nothing. */
    SessionListener NONE = new SessionListener() {};

    /** A phase begins. */
    default void phase(SessionPhase phase) {}

    /** The two sides have agreed to work on rows {@code first … count - 1} of {@code count}. */
    default void rows(long first, long count) {}

    /** Within {@link SessionPhase#GATES}: {@code andCount} of {@code totalAndCount} AND gates are done. */
    default void progress(long andCount, long totalAndCount) {}
}
