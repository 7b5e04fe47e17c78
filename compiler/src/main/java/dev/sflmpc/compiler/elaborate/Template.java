package dev.sflmpc.compiler.elaborate;

import java.util.List;

/** A function elaborated once for all its calls: it reads the regions of its parameters and writes that of its result. */
record Template(List<Region> parameters, Region result, List<Item> items, long work) {}
