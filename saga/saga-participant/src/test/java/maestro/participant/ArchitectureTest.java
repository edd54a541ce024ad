package maestro.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "maestro", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule contractKnowsNeitherSpringNorSql = noClasses()
            .that()
            .resideInAPackage("maestro.contract")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "java.sql..", "maestro.http", "maestro.participant");

    @ArchTest
    static final ArchRule webDoesNotKnowParticipants = noClasses()
            .that()
            .resideInAPackage("maestro.http")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("maestro.participant");

    @ArchTest
    static final ArchRule onlyFencesAndTransactionsKnowTheDatabase = noClasses()
            .that()
            .resideInAPackage("maestro.participant")
            .and()
            .doNotHaveSimpleName("Fences")
            .and()
            .doNotHaveSimpleName("Entry")
            .and()
            .doNotHaveSimpleName("Transactions")
            .and()
            .doNotHaveSimpleName("ParticipantAutoConfiguration")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "org.springframework.jdbc..");
}
