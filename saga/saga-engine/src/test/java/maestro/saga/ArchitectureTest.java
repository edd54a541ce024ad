package maestro.saga;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.targetOwner;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

@AnalyzeClasses(packages = "maestro.saga", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule stateDependsOnFlowAndValuesOnly = classes()
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
                    "tools.jackson.databind..");

    @ArchTest
    static final ArchRule stateAndFlowUseNeitherClockNorChanceNorThreads = noClasses()
            .that()
            .resideInAnyPackage("maestro.saga.state", "maestro.saga.flow")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .dependOnClassesThat()
            .haveNameMatching("java\\.time\\.(Clock|InstantSource)|java\\.lang\\.Thread|java\\.util\\.(Random|UUID)"
                    + "|java\\.util\\.concurrent\\..*");

    @ArchTest
    static final ArchRule noPackageDependsOnAFrameworkOrSql = noClasses()
            .that()
            .resideInAPackage("maestro.saga..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "java.sql..", "javax.sql..", "feign..", "org.apache..");

    /** A simulation decides the order of all events through the platform. */
    @ArchTest
    static final ArchRule engineAndJournalTakeTimeChanceAndThreadsFromThePlatform = noClasses()
            .that()
            .resideInAnyPackage("maestro.saga.engine", "maestro.saga.journal")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Math.class, "random")
            .orShould()
            .callMethodWhere(targetOwner(type(Thread.class))
                    .and(target(nameMatching("start.*|sleep|join|of(Virtual|Platform)|onSpinWait|yield"))))
            .orShould()
            .callMethodWhere(targetOwner(type(CompletableFuture.class))
                    .and(target(nameMatching(".*Async|get|join|orTimeout|completeOnTimeout|delayedExecutor"))))
            .orShould()
            .dependOnClassesThat()
            .haveNameMatching(
                    "java\\.lang\\.Thread\\$.*|java\\.time\\.(Clock|InstantSource)|java\\.util\\.(Random|Timer|UUID)"
                            + "|java\\.util\\.concurrent\\.(ThreadLocalRandom|Executor.*|BlockingQueue|.*Latch|TimeUnit"
                            + "|locks\\.Condition)");

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("maestro.saga.(*)..").should().beFreeOfCycles();
}
