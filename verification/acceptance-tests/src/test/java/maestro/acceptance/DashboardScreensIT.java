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

/** What each screen has to tell. */
class DashboardScreensIT extends DashboardScenario {

    private static final Pattern NOT_ZERO = Pattern.compile("[1-9]");

    DashboardScreensIT(Stack stack, Browser browser) {
        super(stack, browser);
    }

    @Test
    void showTheOrchestraAtAGlance() {
        PurchaseView completed = orchestrator.buy(PurchaseRequest.oneBook()).purchase();
        PurchaseView undone = givenAPurchaseThatCdFailed();

        Page page = opens("");

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
        assertThat(row(page, undone)).containsText("cd failed by a fault on purpose (HTTP 503)");
        assertThat(page.locator(".banner.is-undoing")).containsText("1 fault is armed: cd do fail");
    }

    @Test
    void showTheAuditAsANumber() {
        orchestrator.buy(PurchaseRequest.oneBook());
        Page page = opens("");

        button(page, "Check now").click();

        assertThat(page.locator(".audit")).containsText(Pattern.compile("0 violations in [0-9,]+ purchases"));
        assertThat(page.locator(".audit")).containsText("Last checked");
    }

    @Test
    void tellOfAPurchaseWhatHappenedAndWhy() {
        PurchaseView undone = givenAPurchaseThatCdFailed();

        Page page = opens("purchases/" + undone.id());

        assertThat(page.locator("h1")).containsText(undone.id());
        assertThat(page.locator(".purchase-state")).containsText("Undone");
        assertThat(page.locator(".story li")).hasText(new Pattern[] {
            Pattern.compile("accepted, and written down before the first call"),
            Pattern.compile("checkout, payment and stock did their part"),
            Pattern.compile(
                    "cd failed by a fault on purpose \\(HTTP 503\\), 3 times; its outcome is unknown, so it is undone first"),
            Pattern.compile("undone, last to first"),
            Pattern.compile("cd: there was nothing to undo"),
            Pattern.compile("stock, payment and checkout: undone"),
            Pattern.compile("Undone, in .*: nothing of it is left")
        });
        assertThat(page.locator(".timeline .verb")).hasText(new String[] {
            "do checkout", "do payment", "do stock", "do cd", "undo cd", "undo stock", "undo payment", "undo checkout"
        });
        assertThat(page.locator(".timeline .is-do-unknown")).hasCount(3);
        assertThat(page.locator(".facts")).containsText(undone.id().replace("-", ""));
        assertThat(page.locator(".receipts li")).hasCount(Stack.PARTICIPANTS.size());
        assertThat(page.locator(".djs-shape.is-undone").first()).isVisible();
    }

    /** Of an undo, as that has no last attempt: a backoff is drawn from zero, and one of no millisecond is not drawn. */
    @Test
    void showWhereAPurchaseWaits() {
        Page page = opens("purchases/" + givenAStuckPurchase().id());

        Locator undoOfPayment = page.locator(".timeline .lane", hasText("undo payment"));

        assertThat(undoOfPayment.locator(".wait").first()).hasAttribute("title", Pattern.compile("^waits for "));
    }

    @Test
    void keepTheRecordsAClickAway() {
        PurchaseView completed = orchestrator.buy(PurchaseRequest.oneBook()).purchase();
        Page page = opens("purchases/" + completed.id());

        page.getByText("The history as it is stored").click();
        page.getByText("As a table").click();

        assertThat(page.locator(".raw tr"))
                .hasCount(orchestrator.history(completed.id()).size());
        assertThat(page.locator(".raw tr").first()).containsText("ACCEPTED");
        assertThat(page.locator(".calls table:not(.raw) tbody tr")).hasCount(Stack.PARTICIPANTS.size());
        assertThat(page.locator(".receipts")).containsText("R$");
    }

    @Test
    void playAPurchaseAgain() {
        PurchaseView completed = orchestrator.buy(PurchaseRequest.oneBook()).purchase();
        Page page = opens("purchases/" + completed.id());
        Locator done = page.locator(".strip .is-done");
        assertThat(done).hasCount(Stack.PARTICIPANTS.size());

        button(page, "Play again").click();

        assertThat(done).not().hasCount(Stack.PARTICIPANTS.size());
        assertThat(done).hasCount(Stack.PARTICIPANTS.size());
    }

    @Test
    void zoomTheDrawing() {
        Page page = opens("");
        Locator drawing = page.locator(".djs-container > svg > g.viewport");
        button(page, "Whole diagram").click();
        String whole = drawing.getAttribute("transform");

        button(page, "Larger").click();
        assertThat(drawing).not().hasAttribute("transform", whole);
        button(page, "Whole diagram").click();
        assertThat(drawing).hasAttribute("transform", whole);
        button(page, "Smaller").click();
        assertThat(drawing).not().hasAttribute("transform", whole);
    }

    @Test
    void showEachServiceByItsOwnBooks() {
        orchestrator.buy(PurchaseRequest.oneBook());
        armFault("stock", "{\"times\":1}");

        Page page = opens("services");

        assertThat(page.locator(".service h2")).hasText(Stack.PARTICIPANTS.toArray(String[]::new));
        assertThat(page.locator(".service .pill.is-done")).hasText(new String[] {"Up", "Up", "Up", "Up", "Up", "Up"});
        assertThat(page.locator(".service", hasText("payment"))).containsText(Pattern.compile("CapturedR\\$"));
        assertThat(page.locator(".service", hasText("BOOK-DDD"))).containsText("1 fault is armed");
    }

    @Test
    void saySoWhenAServiceIsDown() {
        Page page = opens("services");
        assertThat(page.locator(".service .pill.is-done")).hasCount(6);

        stack.service("shipping").kill();
        assertThat(page.locator(".service[aria-label=shipping]")).containsText("No answer");

        stack.service("shipping").ensureRunning();
        assertThat(page.locator(".service[aria-label=shipping]")).containsText("Up");
    }

    @Test
    void saySoWhenThereIsNothing() {
        BrowserSession visitor = visitor();
        visitor.expectError("404");
        Page page = visitor.open("nowhere");
        assertThat(page.locator("h1")).hasText("There is no such page");

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
