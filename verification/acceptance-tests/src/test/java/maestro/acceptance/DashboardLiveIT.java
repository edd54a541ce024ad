package maestro.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.regex.Pattern;
import maestro.stack.PurchaseRequest;
import maestro.stack.PurchaseView;
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

        PurchaseView saga = orchestrator.buy(PurchaseRequest.oneBook()).purchase();

        assertThat(linkTo(page, saga)).isVisible();
        assertThat(completed).not().hasText(before);
    }

    @Test
    void countsPurchasesPerStep() {
        armFault("invoice", "{\"kind\":\"hang\"}");
        Page page = open("");
        Locator flow = page.locator("[aria-labelledby=flow-title]");

        orchestrator.buyAsync(PurchaseRequest.oneBook());
        orchestrator.buyAsync(PurchaseRequest.oneBook());

        assertThat(flow.locator(".is-running .token-doing").getByText("▶ 2")).isVisible();
        assertThat(flow.locator(".step-list .is-running")).hasText("invoice2 doing, 0 undoing");
    }

    @Test
    void highlightsPathOfUndo() {
        armFault("shipping", "{\"kind\":\"refuse\"}");
        armFault("cd", "{\"on\":\"undo\"}");
        Page page = open("");
        Locator flow = page.locator("[aria-labelledby=flow-title]");

        orchestrator.buyAsync(PurchaseRequest.oneBook());

        assertThat(flow.locator(".is-undoing .token-undoing.is-shown text")).hasText("↶ 1");
        assertThat(flow.locator(".step-list .is-undoing")).hasText("cd0 doing, 1 undoing");
        assertThat(flow.locator(".djs-connection.is-undo-path").first()).isVisible();
        stack.participant("cd").clearFaults();
        assertThat(flow.locator(".djs-connection.is-undo-path")).hasCount(0);
    }

    @Test
    void followsPurchaseStepByStep() {
        armFault("invoice", "{\"kind\":\"hang\"}");
        String id = orchestrator.buyAsync(PurchaseRequest.oneBook());
        Page page = open("purchases/" + id);
        assertThat(page.locator(".purchase-state")).containsText("doing invoice");
        assertThat(page.locator(".history")).containsText("checkout, payment, stock and cd: done");

        stack.participant("invoice").clearFaults();

        assertThat(page.locator(".purchase-state")).containsText("every step is done");
        assertThat(page.locator(".history")).containsText("Completed in");
    }

    @Test
    void reportsLostConnectionAndCatchesUp() throws Exception {
        try (TcpProxy cable = new TcpProxy(orchestrator.url())) {
            BrowserSession visitor = visitor(cable.url(), defaultOptions());
            visitor.expectError("net::ERR_");
            Page page = visitor.open("");
            assertThat(page.locator(".live")).hasText("Live");

            cable.disconnect();
            assertThat(page.locator(".live")).hasText("Connection lost");
            assertThat(page.locator(".banner.is-alarm")).containsText("Connection lost. The data on this page is from");
            PurchaseView missed = orchestrator.buy(PurchaseRequest.oneBook()).purchase();
            cable.reconnect();

            assertThat(page.locator(".live")).hasText("Live");
            assertThat(page.locator(".banner.is-alarm")).isHidden();
            assertThat(linkTo(page, missed)).isVisible();
        }
    }

    @Test
    void resumesEventsAfterLastOne() throws Exception {
        armFault("invoice", "{\"kind\":\"hang\"}");
        String id = orchestrator.buyAsync(PurchaseRequest.oneBook());
        try (TcpProxy cable = new TcpProxy(orchestrator.url())) {
            BrowserSession visitor = visitor(cable.url(), defaultOptions());
            visitor.expectError("net::ERR_");
            Page page = visitor.open("purchases/" + id);
            assertThat(page.locator(".history")).containsText("cd: done");

            cable.disconnect();
            assertThat(page.locator(".live")).hasText("Connection lost");
            stack.participant("invoice").clearFaults();
            orchestrator.awaitFinal(id);
            cable.reconnect();

            assertThat(page.locator(".history")).containsText("Completed in");
            assertThat(page.locator(".purchase-state")).containsText("every step is done");
            page.getByText("Stored events").click();
            assertThat(page.locator(".stored tr"))
                    .hasCount(orchestrator.history(id).size());
        }
    }

    @Test
    void reconnectsAfterRestartOfOrchestrator() {
        BrowserSession visitor = visitor();
        visitor.expectError("net::ERR_");
        Page page = visitor.open("purchases");
        assertThat(page.locator(".live")).hasText("Live");

        stack.service(Stack.ORCHESTRATOR).kill();
        assertThat(page.locator(".live")).hasText("Connection lost");
        stack.service(Stack.ORCHESTRATOR).ensureRunning();

        assertThat(page.locator(".live")).hasText("Live");
        PurchaseView saga = orchestrator.buy(PurchaseRequest.oneBook()).purchase();
        page.getByText(Pattern.compile("^(Refresh|Show \\d+ new)")).click();
        assertThat(linkTo(page, saga)).isVisible();
    }
}
