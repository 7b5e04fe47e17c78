package dev.sflmpc.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.nio.CharBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Classes whose calls were replaced do what they did before. */
class StartUpCallsTest {

    private static final List<Object> VALUES = new ArrayList<>(
            List.of("text", "", 7, 8L, 'c', 2.5, CharBuffer.wrap("x"), List.of(), new int[] {1}, new String[] {"a"}));

    static {
        VALUES.add(null);
    }

    /** A switch with guards, which are tried again from where they failed. */
    static final class Guarded implements Function<Object, Object> {
        @Override
        public Object apply(Object value) {
            return switch (value) {
                case null -> "null";
                case String text when text.isEmpty() -> "empty";
                case Integer number when number > 7 -> "large";
                case String text -> text;
                case int[] numbers -> numbers.length;
                case Number number -> number.intValue();
                case CharSequence characters -> characters.length();
                case Object[] objects -> objects[0];
                default -> "other";
            };
        }
    }

    /** In an interface, and without a case for null. */
    interface OfInterface extends Function<Object, Object> {
        @Override
        default Object apply(Object value) {
            return switch (value) {
                case Integer _ -> 1;
                case List<?> _ -> 2;
                default -> 3;
            };
        }
    }

    static final class ByInterface implements OfInterface {}

    /** Its labels are constants, whose calls stay. */
    static final class OfConstants implements Function<Object, Object> {
        @Override
        public Object apply(Object value) {
            return switch (value) {
                case String text when text.length() > 3 -> "long";
                case Character c when c == 'c' -> c;
                case null, default -> value instanceof String text ? ofText(text) : "none";
            };
        }

        private static Object ofText(String text) {
            return switch (text) {
                case "text" -> 1;
                case String other when other.isEmpty() -> 2;
                default -> 3;
            };
        }
    }

    record Everything(
            boolean z, byte b, char c, short s, int i, long j, float f, double d, String text, int[] numbers) {}

    record Nothing() {}

    /** Makes records and says what their equality and hash codes are. */
    static final class OfRecords implements Function<Object, Object> {
        @Override
        public Object apply(Object value) {
            int[] numbers = {1};
            List<Object> records = new ArrayList<>();
            for (int changed = -1; changed < 10; changed++) {
                records.add(everything(changed, value, numbers));
            }
            records.add(everything(10, value, numbers));
            records.add(everything(-1, value, numbers));
            records.add(new Nothing());
            records.add(new Nothing());
            List<Object> facts = new ArrayList<>();
            for (Object a : records) {
                facts.add(a.equals(value));
                for (Object b : records) {
                    facts.add(a.equals(b));
                }
            }
            for (Object record : records) {
                facts.add(record instanceof Everything e && e.numbers() != null ? 0 : record.hashCode());
            }
            return facts;
        }

        /** With the component of a number another than usual; 10 are zeros of the other sign. */
        private static Everything everything(int changed, Object value, int[] numbers) {
            return new Everything(
                    changed == 0,
                    (byte) (changed == 1 ? -1 : 1),
                    changed == 2 ? 'x' : 'y',
                    (short) (changed == 3 ? -2 : 2),
                    changed == 4 ? 1 << 31 : 3,
                    changed == 5 ? 1L << 40 : 4,
                    changed == 6 ? Float.NaN : changed == 10 ? -0f : 0f,
                    changed == 7 ? Double.NaN : changed == 10 ? -0d : 0d,
                    changed == 8 ? null : Objects.toString(value),
                    changed == 9 ? null : numbers);
        }
    }

    @Test
    void replaced_switches_chooseAsBefore() throws Exception {
        for (Class<? extends Function<Object, Object>> type :
                List.of(Guarded.class, ByInterface.class, OfConstants.class)) {
            Function<Object, Object> before = type.getDeclaredConstructor().newInstance();
            Function<Object, Object> after = new Loader().instance(type);
            for (Object value : VALUES) {
                if (value == null && type == ByInterface.class) {
                    assertThrows(NullPointerException.class, () -> after.apply(null));
                } else {
                    assertEquals(before.apply(value), after.apply(value), type + " of " + value);
                }
            }
        }
    }

    @Test
    void replaced_records_areEqualAsBefore() throws Exception {
        Function<Object, Object> after = new Loader().instance(OfRecords.class);
        for (Object value : VALUES) {
            assertEquals(new OfRecords().apply(value), after.apply(value));
        }
    }

    @Test
    void replaced_classes_haveOnlyCallsThatTheCacheKeeps() throws Exception {
        assertEquals(1, linked(model(Guarded.class)));
        assertEquals(0, linked(replaced(Guarded.class)));
        assertEquals(0, linked(replaced(OfInterface.class)));
        assertEquals(3, linked(model(Everything.class)));
        // The text of a record stays as it is.
        assertEquals(1, linked(replaced(Everything.class)));
    }

    @Test
    void replaced_classWithoutSuchCalls_isEmpty() throws Exception {
        Optional<byte[]> none = StartUpCalls.replaced(ClassFile.of(), model(ByInterface.class));
        assertFalse(none.isPresent());
    }

    @Test
    void replaced_again_isEmpty() throws Exception {
        assertTrue(
                StartUpCalls.replaced(ClassFile.of(), replaced(Guarded.class)).isEmpty());
    }

    /** Calls that are linked at run time. */
    private static long linked(ClassModel model) {
        return model.methods().stream()
                .flatMap(method -> method.code().stream())
                .flatMap(code -> code.elementStream())
                .filter(InvokeDynamicInstruction.class::isInstance)
                .count();
    }

    private static ClassModel replaced(Class<?> type) throws IOException {
        return ClassFile.of()
                .parse(StartUpCalls.replaced(ClassFile.of(), model(type)).orElseThrow());
    }

    private static ClassModel model(Class<?> type) throws IOException {
        return ClassFile.of().parse(bytes(type.getName()));
    }

    private static byte[] bytes(String name) throws IOException {
        try (InputStream in = StartUpCallsTest.class.getResourceAsStream("/" + name.replace('.', '/') + ".class")) {
            return Objects.requireNonNull(in).readAllBytes();
        }
    }

    /** Loads the classes of this test with their calls replaced. */
    private static final class Loader extends ClassLoader {
        Loader() {
            super(StartUpCallsTest.class.getClassLoader());
        }

        @SuppressWarnings("unchecked")
        Function<Object, Object> instance(Class<?> type) throws ReflectiveOperationException {
            Class<?> loaded = loadClass(type.getName());
            assertEquals(this, loaded.getClassLoader());
            var constructor = loaded.getDeclaredConstructor();
            constructor.setAccessible(true);
            return (Function<Object, Object>) constructor.newInstance();
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(StartUpCallsTest.class.getName() + "$")) {
                return super.loadClass(name, resolve);
            }
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : define(name);
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try {
                byte[] bytes = bytes(name);
                byte[] defined = StartUpCalls.replaced(
                                ClassFile.of(), ClassFile.of().parse(bytes))
                        .orElse(bytes);
                return defineClass(name, defined, 0, defined.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
