package maestro.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import maestro.stack.Stack;
import org.junit.jupiter.api.Test;

/** What somebody does who sees the first screen for the first time. */
class DashboardTryIT extends DashboardScenario {

    DashboardTryIT(Stack stack, Browser browser) {
        super(stack, browser);
    }

    @Test
    void breakCdBuyWatchItComeBackReadWhyRepairAndBuyAgain() {
        Page page = opens("");
        Locator trial = page.locator("[aria-labelledby=try-title]");

        button(page, "Break cd").click();
        assertThat(page.locator(".banner.is-undoing")).containsText("1 fault is armed: cd do fail");

        button(page, "Buy one").click();
        for (String state : new String[] {"running", "unknown", "undoing", "undone"}) {
            assertThat(task(trial, "cd", state)).isVisible();
        }
        assertThat(step(trial, "checkout")).hasText("checkoutundone");
        assertThat(trial.locator(".story")).containsText("cd failed by a fault on purpose (HTTP 503), 3 times");
        assertThat(trial.locator(".watched-state")).containsText("Undone");

        button(page, "Repair cd").click();
        assertThat(page.locator(".banner.is-undoing")).isHidden();

        button(page, "Buy one").click();
        assertThat(trial.locator(".watched-state")).containsText("Completed");
        assertThat(step(trial, "shipping")).hasText("shippingdone");
        trial.getByText("Open this purchase").click();
        assertThat(page.locator(".story")).containsText("every step is done");
    }

    /** On the drawing, where the token is. */
    private static Locator task(Locator trial, String step, String state) {
        return trial.locator(".djs-shape.is-here.is-" + state).filter(new Locator.FilterOptions().setHasText(step));
    }

    /** In the row of steps, which says the same in words. */
    private static Locator step(Locator trial, String step) {
        return trial.locator(".strip li").filter(new Locator.FilterOptions().setHasText(step));
    }
}
