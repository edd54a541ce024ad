package maestro.orchestrator;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import maestro.saga.journal.jdbc.JdbcSagaRepository;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RestController;

@AnalyzeClasses(packages = "maestro.orchestrator", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule onlyTheParticipantsPackageCallsParticipants = noClasses()
            .that()
            .resideOutsideOfPackage("maestro.orchestrator.participants")
            .and(simpleName("OrchestratorConfiguration").negate())
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "feign..",
                    "java.net.http..",
                    "org.apache.hc..",
                    "org.springframework.cloud.openfeign..",
                    "org.springframework.web.client..");

    @ArchTest
    static final ArchRule noClassUsesSql =
            noClasses().should().dependOnClassesThat().resideInAnyPackage("java.sql..", "org.springframework.jdbc..");

    @ArchTest
    static final ArchRule onlyQueriesUseTheSagaRepository = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "maestro.orchestrator.api",
                    "maestro.orchestrator.dashboard",
                    "maestro.orchestrator.feed",
                    "maestro.orchestrator.reconciliation")
            .and(simpleName("OrchestratorConfiguration").negate())
            .should()
            .dependOnClassesThat()
            .areAssignableTo(JdbcSagaRepository.class);

    @ArchTest
    static final ArchRule oneClassDefinesTheBeans = classes()
            .that()
            .areMetaAnnotatedWith(Component.class)
            .should()
            .beAnnotatedWith(RestController.class)
            .orShould()
            .beAnnotatedWith(SpringBootApplication.class)
            .orShould()
            .haveSimpleName("OrchestratorConfiguration");

    @ArchTest
    static final ArchRule beansAreInjectedByConstructors = NO_CLASSES_SHOULD_USE_FIELD_INJECTION;

    @ArchTest
    static final ArchRule packagesFormNoCycle =
            slices().matching("maestro.orchestrator.(*)..").should().beFreeOfCycles();
}
