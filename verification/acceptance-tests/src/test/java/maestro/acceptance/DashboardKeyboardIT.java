package maestro.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.regex.Pattern;
import maestro.stack.PurchaseRequest;
import maestro.stack.PurchaseView;
import maestro.stack.Stack;
import org.junit.jupiter.api.Test;

/** Without a mouse: by Tab, Enter, Space and Escape. */
class DashboardKeyboardIT extends DashboardScenario {

    private static final int MOST_TABS = 60;

    /** Behind the last stop the focus is the browser's own for once. */
    private static final String OUTLINE =
            "document.activeElement === document.body ? 'solid' : getComputedStyle(document.activeElement).outlineStyle";

    DashboardKeyboardIT(Stack stack, Browser browser) {
        super(stack, browser);
    }

    @Test
    void skipToTheContent() {
        Page page = opens("");
        assertThat(page.locator("h1")).isAttached();

        page.keyboard().press("Tab");
        assertThat(page.getByText("Skip to the content")).isFocused();
        assertThat(page.getByText("Skip to the content")).isInViewport();
        page.keyboard().press("Enter");

        assertThat(page.locator("main")).isFocused();
    }

    @Test
    void breakCdAndBuy() {
        Page page = opens("");

        presses(page, button(page, "Break cd"), "Enter");
        assertThat(button(page, "Repair cd")).isFocused();
        presses(page, button(page, "Buy one"), "Space");

        assertThat(page.locator(".watched-state")).containsText("Undone");
        assertThat(button(page, "Buy one")).isFocused();
    }

    @Test
    void goToAScreenAndHearWhereOneIs() {
        Page page = opens("");

        presses(page, page.locator("nav a", new Page.LocatorOptions().setHasText("Purchases")), "Enter");

        assertThat(page.locator("h1")).hasText("Purchases");
        assertThat(page.locator("h1")).isFocused();
    }

    @Test
    void cancelAPurchase() {
        PurchaseView saga = orchestrator.buy(PurchaseRequest.oneBook()).purchase();
        Page page = opens("purchases/" + saga.id());
        Locator cancel = button(page, "Cancel purchase").first();

        presses(page, cancel, "Enter");
        assertThat(page.getByLabel("Reason")).isFocused();
        page.keyboard().press("Escape");
        assertThat(page.locator("dialog")).hasCount(0);
        assertThat(cancel).isFocused();

        page.keyboard().press("Enter");
        page.keyboard().type("wrong book");
        presses(page, button(page.locator("dialog"), "Cancel purchase"), "Enter");
        assertThat(button(page.locator("dialog"), "Close")).isFocused();
        page.keyboard().press("Enter");

        assertThat(page.locator(".purchase-state")).containsText("cancelled: wrong book");
    }

    @Test
    void filterAndOpenAPurchase() {
        orchestrator.buy(PurchaseRequest.oneBook().withToken("tok_declined"));
        Page page = opens("purchases");

        presses(page, button(page, "Undone"), "Space");
        assertThat(page).hasURL(Pattern.compile("status=UNDONE"));
        presses(page, page.locator(".rows tbody a").first(), "Enter");

        assertThat(page.locator(".purchase-state")).containsText("Undone");
    }

    /** Each stop on the way has to be seen: it has an outline. */
    private static void presses(Page page, Locator target, String key) {
        assertThat(target).isVisible();
        for (int tabs = 0; !isFocused(target); tabs++) {
            assertThat(tabs).as("Tab doesn't reach %s", target).isLessThan(MOST_TABS);
            page.keyboard().press("Tab");
            assertThat(page.evaluate(OUTLINE))
                    .as("where the focus is can be seen")
                    .isEqualTo("solid");
        }
        page.keyboard().press(key);
    }

    private static boolean isFocused(Locator target) {
        return (boolean) target.evaluate("element => element === document.activeElement");
    }
}
