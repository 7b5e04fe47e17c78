package dev.sflmpc.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Collects findings, and tells each as soon as it is known. */
final class Examination {

    private final Consumer<Finding> listener;
    private final List<Finding> findings = new ArrayList<>();

    Examination(Consumer<Finding> listener) {
        this.listener = listener;
    }

    void add(Finding finding) {
        findings.add(finding);
        listener.accept(finding);
    }

    List<Finding> findings() {
        return List.copyOf(findings);
    }
}
