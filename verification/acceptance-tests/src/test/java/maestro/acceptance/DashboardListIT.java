package maestro.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import maestro.stack.PurchaseRequest;
import maestro.stack.PurchaseView;
import maestro.stack.Stack;
import org.junit.jupiter.api.Test;

/** The list of purchases: filters in the address, pages, and rows that follow the events. */
class DashboardListIT extends DashboardScenario {

    private static final int PAGE_SIZE = 50;
    private static final int PURCHASES = PAGE_SIZE + 10;

    DashboardListIT(Stack stack, Browser browser) {
        super(stack, browser);
    }

    @Test
    void findsByCustomerAndId() {
        PurchaseView saga = orchestrator
                .buy(PurchaseRequest.oneBook().withCustomer("bia@example.com"))
                .purchase();
        orchestrator.buy(PurchaseRequest.oneBook());
        Page page = open("purchases");

        for (String query : List.of("bia@example.com", saga.id())) {
            page.getByLabel("Id or customer").fill(query);
            button(page, "Search").click();
            assertThat(page).hasURL(Pattern.compile("q=" + query.replace("@", "%40")));
            assertThat(rows(page)).hasCount(1);
            assertThat(linkTo(page, saga)).isVisible();
        }

        page.getByLabel("Id or customer").fill("unknown@example.com");
        button(page, "Search").click();
        assertThat(page.locator(".list")).containsText("No purchases match these filters.");
        page.getByText("Clear filters").click();
        assertThat(rows(page)).not().hasCount(0);
    }

    @Test
    void filtersByStatus() {
        orchestrator.buy(PurchaseRequest.oneBook());
        orchestrator.buy(PurchaseRequest.oneBook().withToken("tok_declined"));
        Page page = open("purchases");

        button(page, "Undone").click();
        assertThat(page).hasURL(Pattern.compile("status=UNDONE"));
        assertThat(page.locator(".rows .pill.is-undone").first()).isVisible();
        assertThat(page.locator(".rows .pill.is-completed")).hasCount(0);

        button(page, "Completed").click();
        button(page, "Undone").click();
        assertThat(page.locator(".rows .pill.is-completed").first()).isVisible();
        assertThat(page.locator(".rows .pill.is-undone")).hasCount(0);
    }

    @Test
    void filtersByStep() {
        armFault("invoice", "{\"kind\":\"hang\"}");
        PurchaseView saga = orchestrator.purchase(orchestrator.buyAsync(PurchaseRequest.oneBook()));
        Page page = open("purchases");

        page.getByLabel("At step").selectOption("invoice");
        assertThat(page).hasURL(Pattern.compile("step=invoice"));
        assertThat(linkTo(page, saga)).isVisible();
        assertThat(page.locator(".rows .state-text")).containsText(Pattern.compile("(doing|retrying do of) invoice"));

        stack.participant("invoice").clearFaults();
        assertThat(page.locator(".rows .pill")).hasText("Completed");
    }

    @Test
    void filtersByReason() {
        PurchaseView declined = orchestrator
                .buy(PurchaseRequest.oneBook().withToken("tok_declined"))
                .purchase();
        PurchaseView soldOut =
                orchestrator.buy(PurchaseRequest.of("SOLD-OUT", 1)).purchase();
        Page page = open("purchases");

        page.getByLabel("Reason contains").fill("CARD_DECLINED");
        page.keyboard().press("Enter");

        assertThat(linkTo(page, declined)).isVisible();
        assertThat(linkTo(page, soldOut)).hasCount(0);
        assertThat(page.locator(".rows .state-text").first()).hasText("payment refused: the bank declined the card");
    }

    @Test
    void filtersByNeedOfAttention() {
        PurchaseView stuck = givenStuckPurchase();
        Page page = open("purchases");

        button(page, "Needs attention").click();

        assertThat(page).hasURL(Pattern.compile("needsAttention=true"));
        assertThat(linkTo(page, stuck)).isVisible();
        assertThat(page.locator(".rows .state-text")).containsText("retrying undo of payment, attempt");
    }

    @Test
    void pages() {
        String customer = "many@example.com";
        IntStream.range(0, PURCHASES)
                .parallel()
                .forEach(_ -> orchestrator.buyAsync(PurchaseRequest.oneBook().withCustomer(customer)));
        Page page = open("purchases?q=" + customer);
        assertThat(rows(page)).hasCount(PAGE_SIZE);

        page.getByText("Older").click();
        assertThat(rows(page)).hasCount(PURCHASES - PAGE_SIZE);
        assertThat(page.getByText("End of the list.")).isVisible();

        page.getByText("Back to the newest").click();
        assertThat(rows(page)).hasCount(PAGE_SIZE);
    }

    @Test
    void showsNewPurchasesOnRequest() {
        orchestrator.buy(PurchaseRequest.oneBook());
        Page page = open("purchases");
        assertThat(rows(page)).not().hasCount(0);
        assertThat(page.locator(".live")).hasText("Live");

        PurchaseView newer = orchestrator.buy(PurchaseRequest.oneBook()).purchase();
        assertThat(linkTo(page, newer)).hasCount(0);
        page.getByText(Pattern.compile("Show \\d+ new purchase")).click();

        assertThat(linkTo(page, newer)).isVisible();
    }

    @Test
    void updatesRowOfChangedPurchase() {
        armFault("cd", "{\"kind\":\"hang\"}");
        PurchaseView saga = orchestrator.purchase(orchestrator.buyAsync(PurchaseRequest.oneBook()));
        Page page = open("purchases?q=" + saga.id());
        assertThat(rows(page)).containsText("Running");

        stack.participant("cd").clearFaults();

        assertThat(rows(page)).containsText("every step is done");
    }

    private static Locator rows(Page page) {
        return page.locator(".rows tbody tr");
    }
}
