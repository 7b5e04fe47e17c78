package dev.sflmpc.compiler.format;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes out the instances in a model: the tables of the models that they use become tables of the model itself. Bit by bit,
 * so that an instance whose outputs feed other inputs of its own is no cycle.
 */
final class BlifFlattening {

    /** More names than these after flattening are refused: instances of instances multiply. */
    private static final int FREE_NAMES = 1 << 20;

    private static final int NAMES_PER_BYTE = 256;
    private static final int MAX_NAMES = 1 << 25;

    private static final int MAX_DEPTH = 1000;
    private static final int NONE = -1;

    private final FileSource in;
    private final NameTable formals;
    private final Map<String, BlifModel> models = new HashMap<>();
    private final Map<BlifModel, Map<Integer, Integer>> portsByFormal = new HashMap<>();
    private final BlifModel top;
    private final List<BlifModel> open = new ArrayList<>();
    private final int maxNames;

    private BlifFlattening(FileSource in, NameTable formals, List<BlifModel> all) {
        this.in = in;
        this.formals = formals;
        this.top = all.getFirst();
        this.maxNames = (int) Math.min(MAX_NAMES, FREE_NAMES + NAMES_PER_BYTE * in.sizeBytes());
        all.forEach(model -> models.put(model.name(), model));
    }

    /**
     * Flattens the first model.
     *
     * @param formals the names that instances connect
     */
    static BlifModel flatten(FileSource in, NameTable formals, List<BlifModel> models) throws CircuitFormatException {
        BlifFlattening flattening = new BlifFlattening(in, formals, models);
        int[] same = new int[flattening.top.nameCount()];
        Arrays.setAll(same, i -> i);
        flattening.expandInstances(flattening.top, same, null);
        return flattening.top;
    }

    /** @param numbers for each name of {@code model} the name in the top model */
    private void expandInstances(BlifModel model, int[] numbers, @Nullable BlifScope scope)
            throws CircuitFormatException {
        open.add(model);
        for (BlifModel.Instance instance : model.instances()) {
            BlifModel used = used(instance.model());
            if (used == null) {
                throw in.wrong(instance.line(), "there is no model `" + instance.model() + "`");
            }
            if (open.contains(used)) {
                throw in.wrong(instance.line(), "model `" + used.name() + "` contains itself");
            }
            if (open.size() > MAX_DEPTH) {
                throw in.wrong(instance.line(), "instances nested deeper than " + MAX_DEPTH);
            }
            expand(instance, used, numbers, scope);
        }
        open.removeLast();
    }

    /** A model of the file or, where it has none of that name, a gate; null when there is neither. */
    private @Nullable BlifModel used(String name) throws CircuitFormatException {
        if (!models.containsKey(name) && BlifCells.isCell(name)) {
            models.put(name, BlifCells.model(in, name));
        }
        return models.get(name);
    }

    private void expand(BlifModel.Instance instance, BlifModel used, int[] callerNumbers, @Nullable BlifScope outer)
            throws CircuitFormatException {
        int[] numbers = connect(instance, used, callerNumbers);
        IntVector own = new IntVector();
        int first = top.nameCount();
        for (int i = 0; i < numbers.length; i++) {
            if (numbers[i] == NONE) {
                if (used.driver(i) == BlifModel.INPUT) {
                    throw in.wrong(
                            instance.line(),
                            "input `" + used.nameOf(i) + "` of `" + used.name() + "` is not connected");
                }
                numbers[i] = first + own.size();
                own.add(i);
            }
        }
        if (first + own.size() > maxNames) {
            throw in.wrong(instance.line(), "more than " + maxNames + " names when all instances are written out");
        }
        BlifScope scope = new BlifScope(outer, used, instance.line(), first, own.toArray());
        top.addNames(scope);
        for (int table = 0; table < used.tableCount(); table++) {
            top.copyTable(used, table, numbers);
        }
        expandInstances(used, numbers, scope);
    }

    /** For each name of the used model the name in the top model that it is connected to, or {@link #NONE}. */
    private int[] connect(BlifModel.Instance instance, BlifModel used, int[] callerNumbers)
            throws CircuitFormatException {
        Map<Integer, Integer> ports = portsByFormal.computeIfAbsent(used, this::portsByFormal);
        int[] numbers = new int[used.nameCount()];
        Arrays.fill(numbers, NONE);
        for (int i = 0; i < instance.formals().length; i++) {
            Integer port = ports.get(instance.formals()[i]);
            String text = formals.name(instance.formals()[i]);
            if (port == null) {
                throw in.wrong(
                        instance.line(), "model `" + used.name() + "` has no input and no output `" + text + "`");
            }
            if (numbers[port] != NONE) {
                throw in.wrong(instance.line(), "`" + text + "` of `" + used.name() + "` is connected a second time");
            }
            int actual = callerNumbers[instance.actuals()[i]];
            if (used.driver(port) != BlifModel.INPUT && top.driver(actual) != BlifModel.UNDRIVEN) {
                throw in.wrong(instance.line(), "`" + top.nameOf(actual) + "` is driven a second time");
            }
            numbers[port] = actual;
        }
        return numbers;
    }

    /** The model's inputs and outputs by the numbers of their names among the formals. */
    private Map<Integer, Integer> portsByFormal(BlifModel model) {
        Map<Integer, Integer> ports = new HashMap<>();
        for (int number : model.outputs().toArray()) {
            ports.put(formals.find(model.nameOf(number)), number);
        }
        for (int number : model.inputs().toArray()) {
            ports.put(formals.find(model.nameOf(number)), number);
        }
        return ports;
    }
}
