package maestro.orchestrator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;

@AnalyzeClasses(packages = "maestro.orchestrator", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule theMachineIsPure = classes()
            .that()
            .resideInAPackage("maestro.saga.state")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "maestro.saga.state",
                    "maestro.saga.flow",
                    "java.lang..",
                    "java.util",
                    "java.util.function",
                    "java.util.stream",
                    "java.time",
                    "org.jspecify.annotations",
                    "com.fasterxml.jackson.annotation",
                    "tools.jackson.databind");

    @ArchTest
    static final ArchRule theMachineKnowsNoClock = noClasses()
            .that()
            .resideInAPackage("maestro.saga.state")
            .should()
            .dependOnClassesThat()
            .haveNameMatching("java\\.time\\.(Clock|InstantSource)|java\\.lang\\.Thread|java\\.util\\.Random");

    @ArchTest
    static final ArchRule theEngineKnowsNoFrameworkAndNoSql = noClasses()
            .that()
            .resideInAnyPackage("maestro.saga.engine", "maestro.saga.state")
            .and()
            .haveSimpleNameNotEndingWith("Properties")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "java.sql..", "feign..", "org.apache..");

    /** A simulation decides for these when what happens. */
    @ArchTest
    static final ArchRule theEngineTakesTimeChanceAndThreadsFromItsPlatform = noClasses()
            .that()
            .resideInAnyPackage("maestro.saga.engine", "maestro.saga.journal")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .dependOnClassesThat()
            .haveNameMatching(
                    "java\\.lang\\.Thread\\$.*|java\\.time\\.(Clock|InstantSource)|java\\.util\\.(Random|Timer)"
                            + "|java\\.util\\.concurrent\\.(ThreadLocalRandom|Executor.*|BlockingQueue|.*Latch|TimeUnit|locks\\.Condition)");

    @ArchTest
    static final ArchRule onlyTheParticipantsPackageSpeaksHttp = noClasses()
            .that()
            .resideOutsideOfPackage("maestro.orchestrator.participants")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("feign..", "org.apache.hc..");

    @ArchTest
    static final ArchRule onlyTheJournalSpeaksSql = noClasses()
            .that()
            .resideOutsideOfPackage("maestro.saga.journal")
            .and()
            .doNotHaveSimpleName("OrchestratorApplication")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "org.springframework.jdbc..");

    @ArchTest
    static final ArchRule packagesFormNoCycle =
            slices().matching("maestro.orchestrator.(*)..").should().beFreeOfCycles();
}
