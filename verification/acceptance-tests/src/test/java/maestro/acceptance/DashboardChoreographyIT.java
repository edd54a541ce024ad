package maestro.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ReducedMotion;
import maestro.stack.Stack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The comparison of choreography and orchestration: the results of each scenario, and the call graphs. */
class DashboardChoreographyIT extends DashboardScenario {

    DashboardChoreographyIT(Stack stack, Browser browser) {
        super(stack, browser);
    }

    @ParameterizedTest
    @CsvSource({
        "no-fault, Every service has done its part., Every service has done its part.",
        "naive, Half done:, No effect remains.",
        "careful, No effect remains., No effect remains.",
        "lost-reply, Half done:, No effect remains.",
        "late-effect, Half done:, No effect remains.",
        "return, Returned., Returned."
    })
    void playsScenario(String scenario, String choreography, String orchestration) {
        BrowserSession visitor = visitor(defaultOptions().setReducedMotion(ReducedMotion.REDUCE));
        visitor.expectError("/choreography/purchases");
        Page page = visitor.open("choreography");

        page.locator("[data-scenario=%s]".formatted(scenario)).click();
        assertThat(page.locator("[data-side=choreography]")).containsText(choreography);
        assertThat(page.locator("[data-side=orchestration]")).containsText(orchestration);
        assertThat(page.locator("[data-side=choreography] .graph-line").first()).isAttached();

        Locator cleanUp = button(page, "Clean up half-done purchases");
        cleanUp.click();
        assertThat(cleanUp).isEnabled();
        assertThat(page.locator("[data-side=choreography] .graph-count")).hasText("0");
        assertThat(page.locator("[data-side=orchestration] .graph-count")).hasText("0");
    }

    @Test
    void drawsEdgesOfReturn() {
        Page page = open("choreography");
        button(page, "Clean up half-done purchases").click();
        page.locator("[data-scenario=no-fault]").click();
        page.locator("[data-scenario=return]").click();

        assertThat(page.locator("[data-side=choreography] .graph-line.is-return"))
                .hasCount(5);
        assertThat(page.locator("[data-side=choreography] .graph-line")).hasCount(10);
        assertThat(page.locator("[data-side=choreography]")).containsText("10 edges");
        assertThat(page.locator("[data-side=orchestration] .graph-line")).hasCount(6);
    }
}
