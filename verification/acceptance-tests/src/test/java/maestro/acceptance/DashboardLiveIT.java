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

/** The live updates of the page, and a lost connection: the page reports it, reconnects, and misses no event. */
class DashboardLiveIT extends DashboardScenario {

    DashboardLiveIT(Stack stack, Browser browser) {
        super(stack, browser);
    }

    @Test
    void showsPurchasesOfOtherClients() {
        Page page = open("");
        Locator completed = page.locator(".tile.is-done strong");
        assertThat(completed).not().hasText("–");
        String before = completed.textContent();

        Saga saga = shop.buy(Basket.oneBook()).saga();

        assertThat(linkTo(page, saga)).isVisible();
        assertThat(completed).not().hasText(before);
    }

    @Test
    void countsPurchasesPerStep() {
        given("invoice", "{\"kind\":\"hang\"}");
        Page page = open("");
        Locator flow = page.locator("[aria-labelledby=flow-title]");

        shop.startBuying(Basket.oneBook());
        shop.startBuying(Basket.oneBook());

        assertThat(flow.locator(".is-running .token-doing").getByText("▶ 2")).isVisible();
        assertThat(flow.locator(".step-list .is-running")).hasText("invoice2 doing, 0 undoing");
    }

    @Test
    void highlightsPathOfUndo() {
        given("shipping", "{\"kind\":\"refuse\"}");
        given("cd", "{\"on\":\"undo\"}");
        Page page = open("");
        Locator flow = page.locator("[aria-labelledby=flow-title]");

        shop.startBuying(Basket.oneBook());

        assertThat(flow.locator(".is-undoing .token-undoing.is-shown text")).hasText("↶ 1");
        assertThat(flow.locator(".step-list .is-undoing")).hasText("cd0 doing, 1 undoing");
        assertThat(flow.locator(".djs-connection.is-undo-path").first()).isVisible();
        stack.participant("cd").clearFaults();
        assertThat(flow.locator(".djs-connection.is-undo-path")).hasCount(0);
    }

    @Test
    void followsPurchaseStepByStep() {
        given("invoice", "{\"kind\":\"hang\"}");
        String id = shop.startBuying(Basket.oneBook());
        Page page = open("purchases/" + id);
        assertThat(page.locator(".purchase-state")).containsText("doing invoice");
        assertThat(page.locator(".history")).containsText("checkout, payment, stock and cd: done");

        stack.participant("invoice").clearFaults();

        assertThat(page.locator(".purchase-state")).containsText("every step is done");
        assertThat(page.locator(".history")).containsText("Completed in");
    }

    @Test
    void reportsLostConnectionAndCatchesUp() throws Exception {
        try (Cable cable = new Cable(shop.url())) {
            Visitor visitor = visitor(cable.url(), defaultOptions());
            visitor.expects("net::ERR_");
            Page page = visitor.opens("");
            assertThat(page.locator(".live")).hasText("Live");

            cable.cut();
            assertThat(page.locator(".live")).hasText("Connection lost");
            assertThat(page.locator(".banner.is-alarm")).containsText("Connection lost. The data on this page is from");
            Saga missed = shop.buy(Basket.oneBook()).saga();
            cable.mend();

            assertThat(page.locator(".live")).hasText("Live");
            assertThat(page.locator(".banner.is-alarm")).isHidden();
            assertThat(linkTo(page, missed)).isVisible();
        }
    }

    @Test
    void resumesEventsAfterLastOne() throws Exception {
        given("invoice", "{\"kind\":\"hang\"}");
        String id = shop.startBuying(Basket.oneBook());
        try (Cable cable = new Cable(shop.url())) {
            Visitor visitor = visitor(cable.url(), defaultOptions());
            visitor.expects("net::ERR_");
            Page page = visitor.opens("purchases/" + id);
            assertThat(page.locator(".history")).containsText("cd: done");

            cable.cut();
            assertThat(page.locator(".live")).hasText("Connection lost");
            stack.participant("invoice").clearFaults();
            shop.awaitFinal(id);
            cable.mend();

            assertThat(page.locator(".history")).containsText("Completed in");
            assertThat(page.locator(".purchase-state")).containsText("every step is done");
            page.getByText("Stored events").click();
            assertThat(page.locator(".stored tr")).hasCount(shop.history(id).size());
        }
    }

    @Test
    void reconnectsAfterRestartOfOrchestrator() {
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
