package dev.sflmpc.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/**
 * Holds the arrows between modules, and between the packages of the runtime. The command line is the one module that
 * has all others on its class path.
 */
@AnalyzeClasses(packages = "dev.sflmpc", importOptions = DoNotIncludeTests.class)
final class ModuleArrowsTest {

    private static final String GRAMMAR = "dev.sflmpc.grammar..";
    private static final String COMPILER = "dev.sflmpc.compiler..";
    private static final String RUNTIME = "dev.sflmpc.runtime..";
    private static final String CLI = "dev.sflmpc.cli..";
    private static final String ANTLR = "org.antlr..";

    private static final String CIRCUIT = "dev.sflmpc.runtime.circuit..";
    private static final String VALUE = "dev.sflmpc.runtime.value..";
    private static final String GARBLE = "dev.sflmpc.runtime.garble..";
    private static final String OT = "dev.sflmpc.runtime.ot..";
    private static final String PROTOCOL = "dev.sflmpc.runtime.protocol..";
    private static final String NET = "dev.sflmpc.runtime.net..";

    @ArchTest
    static final ArchRule grammar_dependsOnAntlrAlone = classes()
            .that()
            .resideInAPackage(GRAMMAR)
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(GRAMMAR, "org.antlr.v4.runtime..", "java.."));

    @ArchTest
    static final ArchRule runtime_seesNoCompilerAndNoCommandLine = noClasses()
            .that()
            .resideInAPackage(RUNTIME)
            .should()
            .dependOnClassesThat(resideInAnyPackage(COMPILER, GRAMMAR, CLI, ANTLR, "picocli.."));

    @ArchTest
    static final ArchRule compiler_seesOfTheRuntimeOnlyTheCircuit = noClasses()
            .that()
            .resideInAPackage(COMPILER)
            .should()
            .dependOnClassesThat(resideInAPackage(RUNTIME).and(not(resideInAPackage(CIRCUIT))));

    @ArchTest
    static final ArchRule compiler_seesNoCommandLine = noClasses()
            .that()
            .resideInAPackage(COMPILER)
            .should()
            .dependOnClassesThat(resideInAnyPackage(CLI, "picocli.."));

    @ArchTest
    static final ArchRule cli_reachesTheGrammarThroughTheCompiler =
            noClasses().that().resideInAPackage(CLI).should().dependOnClassesThat(resideInAnyPackage(GRAMMAR, ANTLR));

    @ArchTest
    static final ArchRule circuit_dependsOnNoOtherPackageOfTheRuntime = noClasses()
            .that()
            .resideInAPackage(CIRCUIT)
            .should()
            .dependOnClassesThat(resideInAPackage(RUNTIME).and(not(resideInAPackage(CIRCUIT))));

    @ArchTest
    static final ArchRule value_dependsOnTheCircuitAlone = noClasses()
            .that()
            .resideInAPackage(VALUE)
            .should()
            .dependOnClassesThat(resideInAPackage(RUNTIME).and(not(resideInAnyPackage(CIRCUIT, VALUE))));

    @ArchTest
    static final ArchRule cryptography_doesNoNetworkIo = noClasses()
            .that()
            .resideInAnyPackage(GARBLE, OT)
            .should()
            .dependOnClassesThat(resideInAnyPackage("java.net..", "javax.net..", "java.nio.channels..", NET, PROTOCOL));

    @ArchTest
    static final ArchRule runtime_packagesFormNoCycle =
            slices().matching("dev.sflmpc.runtime.(*)..").should().beFreeOfCycles();
}
