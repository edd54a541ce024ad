package maestro.participant;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "maestro.participant", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule onlyRepositoryAndTransactionsAccessTheDatabase = noClasses()
            .that()
            .doNotHaveSimpleName("FenceRepository")
            .and()
            .doNotHaveSimpleName("LedgerEntry")
            .and()
            .doNotHaveSimpleName("Transactions")
            .and()
            .doNotHaveSimpleName("ParticipantAutoConfiguration")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "org.springframework.jdbc..", "org.springframework.dao..");

    @ArchTest
    static final ArchRule makesNoHttpCalls = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "feign..", "java.net.http..", "org.apache.hc..", "org.springframework.cloud..", "maestro.saga..");
}
