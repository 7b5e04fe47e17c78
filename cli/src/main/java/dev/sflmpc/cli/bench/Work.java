package dev.sflmpc.cli.bench;

import java.io.IOException;

/** Something to measure, in portions that take far less than a second. */
@FunctionalInterface
interface Work {

    /** Does one portion; returns how many units it was. */
    long run() throws IOException;
}
