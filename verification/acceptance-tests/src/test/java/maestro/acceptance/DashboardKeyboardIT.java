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

/** The dashboard by keyboard: Tab, Enter, Space and Escape. */
class DashboardKeyboardIT extends DashboardScenario {

    private static final int MAX_TABS = 60;

    /** After the last element the browser's own controls have the focus, and the body is active. */
    private static final String OUTLINE = """
            document.activeElement === document.body
                ? 'solid' : getComputedStyle(document.activeElement).outlineStyle""";

    DashboardKeyboardIT(Stack stack, Browser browser) {
        super(stack, browser);
    }

    @Test
    void skipsToContent() {
        Page page = open("");
        assertThat(page.locator("h1")).isAttached();

        page.keyboard().press("Tab");
        assertThat(page.getByText("Skip to content")).isFocused();
        assertThat(page.getByText("Skip to content")).isInViewport();
        page.keyboard().press("Enter");

        assertThat(page.locator("main")).isFocused();
    }

    @Test
    void breaksCdAndBuys() {
        Page page = open("");

        press(page, button(page, "Break cd"), "Enter");
        assertThat(button(page, "Repair cd")).isFocused();
        press(page, button(page, "Buy one"), "Space");

        assertThat(page.locator(".progress-state")).containsText("Undone");
        assertThat(button(page, "Buy one")).isFocused();
    }

    @Test
    void focusesHeadingAfterNavigation() {
        Page page = open("");

        press(page, page.locator("nav a", new Page.LocatorOptions().setHasText("Purchases")), "Enter");

        assertThat(page.locator("h1")).hasText("Purchases");
        assertThat(page.locator("h1")).isFocused();
    }

    @Test
    void cancelsPurchase() {
        PurchaseView saga = orchestrator.buy(PurchaseRequest.oneBook()).purchase();
        Page page = open("purchases/" + saga.id());
        Locator cancel = button(page, "Cancel purchase").first();

        press(page, cancel, "Enter");
        assertThat(page.getByLabel("Reason")).isFocused();
        page.keyboard().press("Escape");
        assertThat(page.locator("dialog")).hasCount(0);
        assertThat(cancel).isFocused();

        page.keyboard().press("Enter");
        page.keyboard().type("wrong book");
        press(page, button(page.locator("dialog"), "Cancel purchase"), "Enter");
        assertThat(button(page.locator("dialog"), "Close")).isFocused();
        page.keyboard().press("Enter");

        assertThat(page.locator(".purchase-state")).containsText("cancelled: wrong book");
    }

    @Test
    void filtersAndOpensPurchase() {
        orchestrator.buy(PurchaseRequest.oneBook().withToken("tok_declined"));
        Page page = open("purchases");

        press(page, button(page, "Undone"), "Space");
        assertThat(page).hasURL(Pattern.compile("status=UNDONE"));
        press(page, page.locator(".rows tbody a").first(), "Enter");

        assertThat(page.locator(".purchase-state")).containsText("Undone");
    }

    /** Moves the focus to the target by Tab, and presses a key. Each focused element must have an outline. */
    private static void press(Page page, Locator target, String key) {
        assertThat(target).isVisible();
        for (int tabs = 0; !isFocused(target); tabs++) {
            assertThat(tabs).as("Tab does not reach %s", target).isLessThan(MAX_TABS);
            page.keyboard().press("Tab");
            assertThat(page.evaluate(OUTLINE))
                    .as("the outline of the focused element")
                    .isEqualTo("solid");
        }
        page.keyboard().press(key);
    }

    private static boolean isFocused(Locator target) {
        return (boolean) target.evaluate("element => element === document.activeElement");
    }
}
