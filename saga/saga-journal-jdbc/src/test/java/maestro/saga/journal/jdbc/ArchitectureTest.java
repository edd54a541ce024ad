package maestro.saga.journal.jdbc;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "maestro.saga.journal.jdbc", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule dependsNeitherOnTheEngineNorOnHttp = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "maestro.saga.engine..",
                    "org.springframework.boot..",
                    "org.springframework.web..",
                    "org.springframework.http..",
                    "jakarta.servlet..",
                    "feign..",
                    "org.apache.hc..");
}
