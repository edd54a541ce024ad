package maestro.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import maestro.stack.PurchaseRequest;
import maestro.stack.PurchaseView;
import maestro.stack.Stack;
import org.junit.jupiter.api.Test;

/** The content of each screen. */
class DashboardScreensIT extends DashboardScenario {

    private static final Pattern NOT_ZERO = Pattern.compile("[1-9]");

    DashboardScreensIT(Stack stack, Browser browser) {
        super(stack, browser);
    }

    @Test
    void showsOverview() {
        PurchaseView completed = orchestrator.buy(PurchaseRequest.oneBook()).purchase();
        PurchaseView undone = givenUndonePurchase();

        Page page = open("");

        assertThat(page).hasTitle("Overview · Maestro");
        assertThat(page.locator(".tile.is-done strong")).hasText(NOT_ZERO);
        assertThat(page.locator(".tile.is-undone strong")).hasText(NOT_ZERO);
        for (String step : Stack.PARTICIPANTS) {
            assertThat(page.locator("[aria-labelledby=flow-title] .djs-shape", hasText(step))
                            .first())
                    .isVisible();
        }
        assertThat(page.locator(".chart svg .line.is-done")).hasAttribute("d", Pattern.compile("^M"));
        assertThat(row(page, completed)).containsText("every step is done");
        assertThat(row(page, undone)).containsText("cd failed because of an injected fault (HTTP 503)");
        assertThat(page.locator(".banner.is-undoing")).containsText("1 fault is armed: cd do fail");
    }

    @Test
    void showsAuditResult() {
        orchestrator.buy(PurchaseRequest.oneBook());
        Page page = open("");

        button(page, "Check now").click();

        assertThat(page.locator(".audit")).containsText(Pattern.compile("0 violations in [0-9,]+ purchases"));
        assertThat(page.locator(".audit")).containsText("Last checked");
    }

    @Test
    void explainsHistoryOfPurchase() {
        PurchaseView undone = givenUndonePurchase();

        Page page = open("purchases/" + undone.id());

        assertThat(page.locator("h1")).containsText(undone.id());
        assertThat(page.locator(".purchase-state")).containsText("Undone");
        assertThat(page.locator(".history li")).hasText(new Pattern[] {
            Pattern.compile("accepted, and recorded before the first call"),
            Pattern.compile("checkout, payment and stock: done"),
            Pattern.compile("injected fault \\(HTTP 503\\), 3 times. Its outcome is unknown, so it is undone first"),
            Pattern.compile("undone, last step first"),
            Pattern.compile("cd: nothing to undo"),
            Pattern.compile("stock, payment and checkout: undone"),
            Pattern.compile("Undone in .*: no effect remains")
        });
        assertThat(page.locator(".timeline .verb")).hasText(new String[] {
            "do checkout", "do payment", "do stock", "do cd", "undo cd", "undo stock", "undo payment", "undo checkout"
        });
        assertThat(page.locator(".timeline .is-do-unknown")).hasCount(3);
        assertThat(page.locator(".facts")).containsText(undone.id().replace("-", ""));
        assertThat(page.locator(".receipts li")).hasCount(Stack.PARTICIPANTS.size());
        assertThat(page.locator(".djs-shape.is-undone").first()).isVisible();
    }

    /** An undo has no last attempt; a pause of 0 ms, which the backoff may choose, is not drawn. */
    @Test
    void showsPauses() {
        Page page = open("purchases/" + givenStuckPurchase().id());

        Locator undoOfPayment = page.locator(".timeline .lane", hasText("undo payment"));

        assertThat(undoOfPayment.locator(".pause").first()).hasAttribute("title", Pattern.compile("^pause of "));
    }

    @Test
    void showsStoredEventsOnRequest() {
        PurchaseView completed = orchestrator.buy(PurchaseRequest.oneBook()).purchase();
        Page page = open("purchases/" + completed.id());

        page.getByText("Stored events").click();
        page.getByText("Show as a table").click();

        assertThat(page.locator(".stored tr"))
                .hasCount(orchestrator.history(completed.id()).size());
        assertThat(page.locator(".stored tr").first()).containsText("ACCEPTED");
        assertThat(page.locator(".calls table:not(.stored) tbody tr")).hasCount(Stack.PARTICIPANTS.size());
        assertThat(page.locator(".receipts")).containsText("R$");
    }

    @Test
    void replaysPurchase() {
        PurchaseView completed = orchestrator.buy(PurchaseRequest.oneBook()).purchase();
        Page page = open("purchases/" + completed.id());
        Locator done = page.locator(".step-list .is-done");
        assertThat(done).hasCount(Stack.PARTICIPANTS.size());

        button(page, "Play again").click();

        assertThat(done).not().hasCount(Stack.PARTICIPANTS.size());
        assertThat(done).hasCount(Stack.PARTICIPANTS.size());
    }

    @Test
    void zoomsDiagram() {
        Page page = open("");
        Locator diagram = page.locator(".djs-container > svg > g.viewport");
        button(page, "Fit to width").click();
        String fitted = diagram.getAttribute("transform");

        button(page, "Zoom in").click();
        assertThat(diagram).not().hasAttribute("transform", fitted);
        button(page, "Fit to width").click();
        assertThat(diagram).hasAttribute("transform", fitted);
        button(page, "Zoom out").click();
        assertThat(diagram).not().hasAttribute("transform", fitted);
    }

    @Test
    void showsTotalsOfServices() {
        orchestrator.buy(PurchaseRequest.oneBook());
        armFault("stock", "{\"times\":1}");

        Page page = open("services");

        assertThat(page.locator(".service h2")).hasText(Stack.PARTICIPANTS.toArray(String[]::new));
        assertThat(page.locator(".service .pill.is-done")).hasText(new String[] {"Up", "Up", "Up", "Up", "Up", "Up"});
        assertThat(page.locator(".service", hasText("payment"))).containsText(Pattern.compile("CapturedR\\$"));
        assertThat(page.locator(".service", hasText("BOOK-DDD"))).containsText("1 fault is armed");
    }

    @Test
    void showsServiceThatIsDown() {
        Page page = open("services");
        assertThat(page.locator(".service .pill.is-done")).hasCount(6);

        stack.service("shipping").kill();
        assertThat(page.locator(".service[aria-label=shipping]")).containsText("No answer");

        stack.service("shipping").ensureRunning();
        assertThat(page.locator(".service[aria-label=shipping]")).containsText("Up");
    }

    @Test
    void showsMissingPages() {
        BrowserSession visitor = visitor();
        visitor.expectError("404");
        Page page = visitor.open("nowhere");
        assertThat(page.locator("h1")).hasText("Page not found");

        page.getByText("Back to the overview").click();
        assertThat(page).hasTitle("Overview · Maestro");

        visitor.open("purchases/no-such-purchase");
        assertThat(page.getByRole(AriaRole.ALERT)).isVisible();
    }

    private static Locator row(Page page, PurchaseView saga) {
        return page.locator(".newest li").filter(new Locator.FilterOptions().setHasText(saga.id()));
    }

    private static Page.LocatorOptions hasText(String text) {
        return new Page.LocatorOptions().setHasText(text);
    }
}
