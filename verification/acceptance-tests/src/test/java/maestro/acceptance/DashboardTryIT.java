package maestro.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
import maestro.stack.Stack;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** The demonstration of the first screen. */
class DashboardTryIT extends DashboardScenario {

    /** Records the steps of the token with their states. It moves too fast to be polled. */
    private static final String TOKEN_OBSERVER = """
            window.visited = [];
            new MutationObserver(() => {
              const task = document.querySelector('.progress .djs-shape.is-current');
              const state = task?.classList.value.match(/is-(running|done|unknown|undoing|undone)/)?.[1];
              const now = `${task?.querySelector('.service-name').textContent} ${state}`;
              if (task && visited.at(-1) !== now) {
                visited.push(now);
              }
            }).observe(document.body, {subtree: true, childList: true, attributeFilter: ['class']});""";

    DashboardTryIT(Stack stack, Browser browser) {
        super(stack, browser);
    }

    @Test
    void breaksCdBuysRepairsAndBuysAgain() {
        Page page = open("");
        page.evaluate(TOKEN_OBSERVER);
        Locator demonstration = page.locator("[aria-labelledby=try-title]");

        button(page, "Break cd").click();
        assertThat(page.locator(".banner.is-undoing")).containsText("1 fault is armed: cd do fail");

        button(page, "Buy one").click();
        assertThat(demonstration.locator(".progress-state")).containsText("Undone");
        assertThat(demonstration.locator(".history"))
                .containsText("cd failed because of an injected fault (HTTP 503), 3 times");
        assertThat(step(demonstration, "checkout")).hasText("checkoutundone");
        thenTokenWentToCdAndBack(page);

        button(page, "Repair cd").click();
        assertThat(page.locator(".banner.is-undoing")).isHidden();

        button(page, "Buy one").click();
        assertThat(demonstration.locator(".progress-state")).containsText("Completed");
        assertThat(step(demonstration, "shipping")).hasText("shippingdone");
        demonstration.getByText("Open this purchase").click();
        assertThat(page.locator(".purchase-state")).containsText("every step is done");
    }

    private static void thenTokenWentToCdAndBack(Page page) {
        assertThat(page.evaluate("visited"))
                .asInstanceOf(InstanceOfAssertFactories.list(String.class))
                .containsSubsequence(List.of(
                        "checkout done",
                        "payment done",
                        "stock done",
                        "cd running",
                        "cd unknown",
                        "cd undoing",
                        "cd undone",
                        "stock undone",
                        "payment undone",
                        "checkout undone"));
    }

    /** An item of the step list, which has the state of the step as text. */
    private static Locator step(Locator demonstration, String step) {
        return demonstration.locator(".step-list li").filter(new Locator.FilterOptions().setHasText(step));
    }
}
