package dev.sflmpc.compiler.elaborate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sflmpc.compiler.CompileOptions;
import dev.sflmpc.compiler.CompileResult;
import dev.sflmpc.compiler.SflCompiler;
import org.junit.jupiter.api.Test;

/** Recursion that compile-time parameters end. */
class CallsTest {

    private static CompileResult compiled(int depth) {
        String text = """
            program test;
            party alice, bob;
            fn fib<N>(x: u32, y: u32) -> u32 {
                if N < 2 { return x * y; }
                return fib<N - 1>(x + N, y) * fib<N - 2>(x, y ^ N) + x * y;
            }
            fn main(a: u32 from alice, b: u32 from bob) -> (r: u32 to all) { return fib<DEPTH>(a, b); }
            """;
        return SflCompiler.compileText(
                "fibonacci.sfl", text.replace("DEPTH", Integer.toString(depth)), CompileOptions.defaults());
    }

    @Test
    void elaborate_doubleRecursionThatIsDeep_failsAtTheCallThatIsOneTooMany() {
        CompileResult result = compiled(60);
        assertTrue(result.program().isEmpty());
        assertEquals(1, result.diagnostics().size());
        String message = result.diagnostics().getFirst().message();
        assertTrue(
                message.startsWith("the program consists of more than " + Calls.MOST_CALLS + " calls: `fib<"), message);
        assertEquals(5, result.diagnostics().getFirst().span().line());
    }

    @Test
    void elaborate_doubleRecursionThatIsShallow_isCompiled() {
        assertTrue(compiled(6).program().isPresent());
    }
}
