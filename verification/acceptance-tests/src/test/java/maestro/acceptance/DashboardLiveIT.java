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

        PurchaseView saga = orchestrator.buy(PurchaseRequest.oneBook()).purchase();

        assertThat(linkTo(page, saga)).isVisible();
        assertThat(completed).not().hasText(before);
    }

    @Test
    void showsWhatIsBeingDoneWhere() {
        armFault("invoice", "{\"kind\":\"hang\"}");
        Page page = opens("");
        Locator flow = page.locator("[aria-labelledby=flow-title]");

        orchestrator.buyAsync(PurchaseRequest.oneBook());
        orchestrator.buyAsync(PurchaseRequest.oneBook());

        assertThat(flow.locator(".is-running .token-doing").getByText("▶ 2")).isVisible();
        assertThat(flow.locator(".strip .is-running")).hasText("invoice2 doing, 0 undoing");
    }

    @Test
    void showsTheWayBack() {
        armFault("shipping", "{\"kind\":\"refuse\"}");
        armFault("cd", "{\"on\":\"undo\"}");
        Page page = opens("");
        Locator flow = page.locator("[aria-labelledby=flow-title]");

        orchestrator.buyAsync(PurchaseRequest.oneBook());

        assertThat(flow.locator(".is-undoing .token-undoing.is-shown text")).hasText("↶ 1");
        assertThat(flow.locator(".strip .is-undoing")).hasText("cd0 doing, 1 undoing");
        assertThat(flow.locator(".djs-connection.is-way-back").first()).isVisible();
        stack.participant("cd").clearFaults();
        assertThat(flow.locator(".djs-connection.is-way-back")).hasCount(0);
    }

    @Test
    void followsOnePurchaseStepByStep() {
        armFault("invoice", "{\"kind\":\"hang\"}");
        String id = orchestrator.buyAsync(PurchaseRequest.oneBook());
        Page page = opens("purchases/" + id);
        assertThat(page.locator(".purchase-state")).containsText("doing invoice");
        assertThat(page.locator(".story")).containsText("checkout, payment, stock and cd did their part");

        stack.participant("invoice").clearFaults();

        assertThat(page.locator(".purchase-state")).containsText("every step is done");
        assertThat(page.locator(".story")).containsText("Completed, in");
    }

    @Test
    void saysSoWhenItLostTheConnectionAndCatchesUp() throws Exception {
        try (TcpProxy cable = new TcpProxy(orchestrator.url())) {
            BrowserSession visitor = visitor(cable.url(), ordinary());
            visitor.expectError("net::ERR_");
            Page page = visitor.open("");
            assertThat(page.locator(".live")).hasText("Live");

            cable.disconnect();
            assertThat(page.locator(".live")).hasText("Connection lost");
            assertThat(page.locator(".banner.is-alarm")).containsText("The connection is lost. What you see is from");
            PurchaseView missed = orchestrator.buy(PurchaseRequest.oneBook()).purchase();
            cable.reconnect();

            assertThat(page.locator(".live")).hasText("Live");
            assertThat(page.locator(".banner.is-alarm")).isHidden();
            assertThat(linkTo(page, missed)).isVisible();
        }
    }

    @Test
    void goesOnBehindTheLastEventOfAPurchase() throws Exception {
        armFault("invoice", "{\"kind\":\"hang\"}");
        String id = orchestrator.buyAsync(PurchaseRequest.oneBook());
        try (TcpProxy cable = new TcpProxy(orchestrator.url())) {
            BrowserSession visitor = visitor(cable.url(), ordinary());
            visitor.expectError("net::ERR_");
            Page page = visitor.open("purchases/" + id);
            assertThat(page.locator(".story")).containsText("cd did their part");

            cable.disconnect();
            assertThat(page.locator(".live")).hasText("Connection lost");
            stack.participant("invoice").clearFaults();
            orchestrator.awaitFinal(id);
            cable.reconnect();

            assertThat(page.locator(".story")).containsText("Completed, in");
            assertThat(page.locator(".purchase-state")).containsText("every step is done");
            page.getByText("The history as it is stored").click();
            assertThat(page.locator(".raw tr"))
                    .hasCount(orchestrator.history(id).size());
        }
    }

    @Test
    void comesBackWithTheOrchestrator() {
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
