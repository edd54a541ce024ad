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

/** The page that plays a purchase with a maestro and without, and what it leaves. */
class DashboardChoreographyIT extends DashboardScenario {

    DashboardChoreographyIT(Stack stack, Browser browser) {
        super(stack, browser);
    }

    @ParameterizedTest
    @CsvSource({
        "well, All six hold their part., All six hold their part.",
        "naive, Half done:, Nothing is left of it.",
        "careful, Nothing is left of it., Nothing is left of it.",
        "lost, Half done:, Nothing is left of it.",
        "late, Half done:, Nothing is left of it.",
        "return, Returned., Returned."
    })
    void playsAScene(String scene, String withoutMaestro, String withMaestro) {
        BrowserSession visitor = visitor(ordinary().setReducedMotion(ReducedMotion.REDUCE));
        visitor.expectError("/choreography/purchases");
        Page page = visitor.open("choreography");

        page.locator("[data-scene=%s]".formatted(scene)).click();
        assertThat(page.locator("[data-side=services]")).containsText(withoutMaestro);
        assertThat(page.locator("[data-side=maestro]")).containsText(withMaestro);
        assertThat(page.locator("[data-side=services] .graph-line").first()).isAttached();

        Locator clean = button(page, "Take back what is half done");
        clean.click();
        assertThat(clean).isEnabled();
        assertThat(page.locator("[data-side=services] .graph-count")).hasText("0");
        assertThat(page.locator("[data-side=maestro] .graph-count")).hasText("0");
    }

    @Test
    void drawsWhatAReturnAddsToEachGraph() {
        Page page = opens("choreography");
        button(page, "Take back what is half done").click();
        page.locator("[data-scene=well]").click();
        page.locator("[data-scene=return]").click();

        assertThat(page.locator("[data-side=services] .graph-line.is-return")).hasCount(5);
        assertThat(page.locator("[data-side=services] .graph-line")).hasCount(10);
        assertThat(page.locator("[data-side=services]")).containsText("10 lines");
        assertThat(page.locator("[data-side=maestro] .graph-line")).hasCount(6);
    }
}
