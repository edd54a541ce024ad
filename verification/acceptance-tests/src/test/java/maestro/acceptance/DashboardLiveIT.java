package maestro.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.regex.Pattern;
import maestro.stack.Basket;
import maestro.stack.Saga;
import maestro.stack.Stack;
import org.junit.jupiter.api.Test;

/** The page follows what happens, says so when it can't, and misses nothing afterwards. */
class DashboardLiveIT extends DashboardScenario {

    DashboardLiveIT(Stack stack, Browser browser) {
        super(stack, browser);
    }

    @Test
    void followsThePurchasesOfOthers() {
        Page page = opens("");
        Locator completed = page.locator(".tile.is-done strong");
        assertThat(completed).not().hasText("–");
        String before = completed.textContent();

        Saga saga = shop.buy(Basket.oneBook()).saga();

        assertThat(linkTo(page, saga)).isVisible();
        assertThat(completed).not().hasText(before);
    }

    @Test
    void showsWhatIsBeingDoneWhere() {
        given("invoice", "{\"kind\":\"hang\"}");
        Page page = opens("");
        Locator flow = page.locator("[aria-labelledby=flow-title]");

        shop.startBuying(Basket.oneBook());
        shop.startBuying(Basket.oneBook());

        assertThat(flow.locator(".is-running .token-doing").getByText("▶ 2")).isVisible();
        assertThat(flow.locator(".strip .is-running")).hasText("invoice2 doing, 0 undoing");
    }

    @Test
    void showsTheWayBack() {
        given("shipping", "{\"kind\":\"refuse\"}");
        given("cd", "{\"on\":\"undo\"}");
        Page page = opens("");
        Locator flow = page.locator("[aria-labelledby=flow-title]");

        shop.startBuying(Basket.oneBook());

        assertThat(flow.locator(".is-undoing .token-undoing.is-shown text")).hasText("↶ 1");
        assertThat(flow.locator(".strip .is-undoing")).hasText("cd0 doing, 1 undoing");
        assertThat(flow.locator(".djs-connection.is-way-back").first()).isVisible();
        stack.participant("cd").clearFaults();
        assertThat(flow.locator(".djs-connection.is-way-back")).hasCount(0);
    }

    @Test
    void followsOnePurchaseStepByStep() {
        given("invoice", "{\"kind\":\"hang\"}");
        String id = shop.startBuying(Basket.oneBook());
        Page page = opens("purchases/" + id);
        assertThat(page.locator(".purchase-state")).containsText("doing invoice");
        assertThat(page.locator(".story")).containsText("checkout, payment, stock and cd did their part");

        stack.participant("invoice").clearFaults();

        assertThat(page.locator(".purchase-state")).containsText("every step is done");
        assertThat(page.locator(".story")).containsText("Completed, in");
    }

    @Test
    void saysSoWhenItLostTheConnectionAndCatchesUp() throws Exception {
        try (Cable cable = new Cable(shop.url())) {
            Visitor visitor = visitor(cable.url(), ordinary());
            visitor.expects("net::ERR_");
            Page page = visitor.opens("");
            assertThat(page.locator(".live")).hasText("Live");

            cable.cut();
            assertThat(page.locator(".live")).hasText("Connection lost");
            assertThat(page.locator(".banner.is-alarm")).containsText("The connection is lost. What you see is from");
            Saga missed = shop.buy(Basket.oneBook()).saga();
            cable.mend();

            assertThat(page.locator(".live")).hasText("Live");
            assertThat(page.locator(".banner.is-alarm")).isHidden();
            assertThat(linkTo(page, missed)).isVisible();
        }
    }

    @Test
    void goesOnBehindTheLastEventOfAPurchase() throws Exception {
        given("invoice", "{\"kind\":\"hang\"}");
        String id = shop.startBuying(Basket.oneBook());
        try (Cable cable = new Cable(shop.url())) {
            Visitor visitor = visitor(cable.url(), ordinary());
            visitor.expects("net::ERR_");
            Page page = visitor.opens("purchases/" + id);
            assertThat(page.locator(".story")).containsText("cd did their part");

            cable.cut();
            assertThat(page.locator(".live")).hasText("Connection lost");
            stack.participant("invoice").clearFaults();
            shop.awaitFinal(id);
            cable.mend();

            assertThat(page.locator(".story")).containsText("Completed, in");
            assertThat(page.locator(".purchase-state")).containsText("every step is done");
            page.getByText("The history as it is stored").click();
            assertThat(page.locator(".raw tr")).hasCount(shop.history(id).size());
        }
    }

    @Test
    void comesBackWithTheOrchestrator() {
        Visitor visitor = visitor();
        visitor.expects("net::ERR_");
        Page page = visitor.opens("purchases");
        assertThat(page.locator(".live")).hasText("Live");

        stack.service(Stack.ORCHESTRATOR).kill();
        assertThat(page.locator(".live")).hasText("Connection lost");
        stack.service(Stack.ORCHESTRATOR).bringBack();

        assertThat(page.locator(".live")).hasText("Live");
        Saga saga = shop.buy(Basket.oneBook()).saga();
        page.getByText(Pattern.compile("^(Refresh|Show \\d+ new)")).click();
        assertThat(linkTo(page, saga)).isVisible();
    }
}
