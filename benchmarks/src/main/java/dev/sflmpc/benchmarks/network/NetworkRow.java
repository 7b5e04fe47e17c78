package dev.sflmpc.benchmarks.network;

import dev.sflmpc.cli.bench.PairResult;

/** A program that ran over a link. */
record NetworkRow(Link link, NetworkPrograms program, Scenario scenario, PairResult result) {

    /** How long the link is busy with what the garbler sent, if it is always busy. */
    double lineSeconds() {
        return link.nanos(result.garblerBytes()) / 1e9;
    }
}
