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

/** What somebody does who sees the first screen for the first time. */
class DashboardTryIT extends DashboardScenario {

    /** Writes down where the token has been, and what became of that step: it moves on too soon to be asked. */
    private static final String WATCH_THE_TOKEN = """
            window.seen = [];
            new MutationObserver(() => {
              const task = document.querySelector('.watched .djs-shape.is-here');
              const state = task?.classList.value.match(/is-(running|done|unknown|undoing|undone)/)?.[1];
              const now = `${task?.querySelector('.service-name').textContent} ${state}`;
              if (task && seen.at(-1) !== now) {
                seen.push(now);
              }
            }).observe(document.body, {subtree: true, childList: true, attributeFilter: ['class']});""";

    DashboardTryIT(Stack stack, Browser browser) {
        super(stack, browser);
    }

    @Test
    void breakCdBuyWatchItComeBackReadWhyRepairAndBuyAgain() {
        Page page = opens("");
        page.evaluate(WATCH_THE_TOKEN);
        Locator trial = page.locator("[aria-labelledby=try-title]");

        button(page, "Break cd").click();
        assertThat(page.locator(".banner.is-undoing")).containsText("1 fault is armed: cd do fail");

        button(page, "Buy one").click();
        assertThat(trial.locator(".watched-state")).containsText("Undone");
        assertThat(trial.locator(".story")).containsText("cd failed by a fault on purpose (HTTP 503), 3 times");
        assertThat(step(trial, "checkout")).hasText("checkoutundone");
        thenTheTokenWentToCdAndCameBack(page);

        button(page, "Repair cd").click();
        assertThat(page.locator(".banner.is-undoing")).isHidden();

        button(page, "Buy one").click();
        assertThat(trial.locator(".watched-state")).containsText("Completed");
        assertThat(step(trial, "shipping")).hasText("shippingdone");
        trial.getByText("Open this purchase").click();
        assertThat(page.locator(".purchase-state")).containsText("every step is done");
    }

    private static void thenTheTokenWentToCdAndCameBack(Page page) {
        assertThat(page.evaluate("seen"))
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

    /** In the row of steps, which says in words what the drawing shows. */
    private static Locator step(Locator trial, String step) {
        return trial.locator(".strip li").filter(new Locator.FilterOptions().setHasText(step));
    }
}
