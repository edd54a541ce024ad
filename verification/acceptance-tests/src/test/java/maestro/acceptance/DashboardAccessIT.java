package maestro.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.CheckedNode;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.List;
import java.util.stream.Stream;
import maestro.stack.Stack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** WCAG 2.2 AA as checked by axe, in both themes and in narrow and wide windows. */
class DashboardAccessIT extends DashboardScenario {

    private static final List<String> WCAG_2_2_AA = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");

    DashboardAccessIT(Stack stack, Browser browser) {
        super(stack, browser);
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void meetsWcagOnEachScreen(ColorScheme scheme) {
        String purchase = givenUndonePurchase().id();
        BrowserSession visitor = visitor(withScheme(scheme));

        screens(purchase).forEach((screen, loaded) -> {
            Page page = visitor.open(screen);
            assertThat(page.locator(loaded).first()).isAttached();
            thenHasNoViolations(page, screen);
        });
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void meetsWcagInDialogsAndWhileConnectionIsLost(ColorScheme scheme) throws Exception {
        String stuck = givenStuckPurchase().id();
        try (TcpProxy cable = new TcpProxy(orchestrator.url())) {
            BrowserSession visitor = visitor(cable.url(), withScheme(scheme));
            visitor.expectError("net::ERR_");

            Page page = visitor.open("purchases/" + stuck);
            page.getByText("Show as a table").click();
            page.getByText("Stored events").click();
            button(page, "Resolve").click();
            assertThat(page.locator("dialog")).isVisible();
            thenHasNoViolations(page, "a dialog");

            visitor.open("play");
            page.locator("[data-lesson=completed]").click();
            assertThat(page.locator("[data-lesson-over=completed]")).isVisible();
            thenHasNoViolations(page, "a lesson");

            cable.disconnect();
            assertThat(page.locator(".banner.is-alarm")).isVisible();
            thenHasNoViolations(page, "a lost connection");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {360, 1920})
    void fitsWindow(int width) {
        String purchase = givenUndonePurchase().id();
        BrowserSession visitor = visitor(new NewContextOptions().setViewportSize(width, 800));

        screens(purchase).forEach((screen, loaded) -> {
            Page page = visitor.open(screen);
            assertThat(page.locator(loaded).first()).isAttached();
            assertThat(page.evaluate("document.documentElement.scrollWidth"))
                    .as(screen)
                    .isEqualTo(width);
        });
    }

    @Test
    void followsSystemThemeUntilUserChooses() {
        BrowserSession visitor = visitor(withScheme(ColorScheme.DARK));
        Page page = visitor.open("");
        assertThat(page.locator("html")).hasAttribute("data-theme", "dark");

        button(page, "Light theme").click();

        assertThat(page.locator("html")).hasAttribute("data-theme", "light");
        page.reload();
        assertThat(button(page, "Dark theme")).isVisible();
        assertThat(page.locator("html")).hasAttribute("data-theme", "light");
    }

    private static NewContextOptions withScheme(ColorScheme scheme) {
        return new NewContextOptions().setLocale("en-GB").setColorScheme(scheme).setReducedMotion(ReducedMotion.REDUCE);
    }

    private static void thenHasNoViolations(Page page, String where) {
        List<Rule> violations =
                new AxeBuilder(page).withTags(WCAG_2_2_AA).analyze().getViolations();
        assertThat(violations.stream().flatMap(DashboardAccessIT::describe))
                .as(where)
                .isEmpty();
    }

    private static Stream<String> describe(Rule rule) {
        return rule.getNodes().stream().map(CheckedNode::toString).map(node -> rule.getId() + ": " + node);
    }
}
