package maestro.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import maestro.stack.PurchaseRequest;
import maestro.stack.PurchaseView;
import maestro.stack.Stack;
import org.junit.jupiter.api.Test;

/** The commands of an operator: the preview of the calls, the mandatory reason, and the confirmation by the engine. */
class DashboardActionsIT extends DashboardScenario {

    DashboardActionsIT(Stack stack, Browser browser) {
        super(stack, browser);
    }

    @Test
    void cancelsCompletedPurchase() {
        PurchaseView saga = orchestrator.buy(PurchaseRequest.oneBook()).purchase();
        Page page = open("purchases/" + saga.id());

        button(page, "Cancel purchase").click();
        Locator dialog = page.locator("dialog");
        assertThat(dialog.locator(".preview strong")).hasText(new String[] {
            "undo shipping", "undo invoice", "undo cd", "undo stock", "undo payment", "undo checkout"
        });
        assertThat(dialog.locator(".call").first())
                .containsText("POST " + stack.service("shipping").url() + "/purchases/");
        confirm(dialog, "Cancel purchase", "wrong book");
        assertThat(dialog).containsText("Confirmed by the engine");
        button(dialog, "Close").click();

        assertThat(page.locator(".purchase-state")).containsText("cancelled: wrong book");
        assertThat(page.locator(".history")).containsText("A cancellation was requested: “wrong book”.");
        assertThat(button(page, "Cancel purchase")).hasCount(0);
        assertThat(orchestrator.awaitUndone(saga.id()).reason()).contains("wrong book");
    }

    @Test
    void cancelsRunningPurchase() {
        armFault("invoice", "{\"kind\":\"hang\"}");
        PurchaseView saga = orchestrator.purchase(orchestrator.buyAsync(PurchaseRequest.oneBook()));
        Page page = open("purchases/" + saga.id());
        assertThat(page.locator(".purchase-state")).containsText("doing invoice");

        button(page, "Cancel purchase").click();
        confirm(page.locator("dialog"), "Cancel purchase", "too slow");

        assertThat(page.locator("dialog")).containsText("Confirmed by the engine");
        stack.participant("invoice").clearFaults();
        assertThat(page.locator(".purchase-state")).containsText("cancelled: too slow");
    }

    @Test
    void requiresReason() {
        PurchaseView saga = orchestrator.buy(PurchaseRequest.oneBook()).purchase();
        Page page = open("purchases/" + saga.id());

        button(page, "Cancel purchase").click();
        Locator dialog = page.locator("dialog");
        confirm(dialog, "Cancel purchase", "");
        confirm(dialog, "Cancel purchase", "   ");
        assertThat(dialog).not().containsText("Waiting for confirmation");
        button(dialog, "Back").click();

        assertThat(dialog).hasCount(0);
        assertThat(orchestrator.purchase(saga.id()).status()).isEqualTo("COMPLETED");
    }

    @Test
    void closesDialogWhenNavigatingBack() {
        PurchaseView saga = orchestrator.buy(PurchaseRequest.oneBook()).purchase();
        Page page = open("purchases");
        linkTo(page, saga).click();
        button(page, "Cancel purchase").click();
        assertThat(page.locator("dialog")).isVisible();

        page.goBack();

        assertThat(page.locator("dialog")).hasCount(0);
        assertThat(page.locator("h1")).hasText("Purchases");
    }

    @Test
    void runsStuckPurchaseNow() {
        PurchaseView saga = givenStuckPurchase();
        Page page = open("purchases/" + saga.id());
        assertThat(page.locator(".purchase-state")).containsText("Needs attention");
        assertThat(page.locator(".purchase-state")).containsText("retrying undo of payment");

        button(page, "Run now").click();
        Locator dialog = page.locator("dialog");
        assertThat(dialog.locator(".preview strong")).hasText(new String[] {"undo payment", "undo checkout"});
        confirm(dialog, "Run now", "payment is back");
        assertThat(dialog).containsText("Confirmed by the engine. The call is made immediately.");
        stack.participant("payment").clearFaults();

        assertThat(page.locator(".purchase-state")).containsText("Undone");
        assertThat(page.locator(".history"))
                .containsText("An operator requested an immediate attempt: “payment is back”.");
    }

    @Test
    void resolvesStuckPurchase() {
        PurchaseView saga = givenStuckPurchase();
        Page page = open("purchases/" + saga.id());

        button(page, "Resolve").click();
        Locator dialog = page.locator("dialog");
        assertThat(dialog).containsText("No further calls are made");
        confirm(dialog, "Resolve", "refunded by hand");

        assertThat(dialog).containsText("New status: Resolved by hand");
        button(dialog, "Close").click();
        assertThat(page.locator(".purchase-state")).containsText("resolved by hand: refunded by hand");
        assertThat(page.locator(".title .buttons button")).hasCount(0);
    }

    @Test
    void cancelsSeveralPurchases() {
        String customer = "several@example.com";
        orchestrator.buy(PurchaseRequest.oneBook().withCustomer(customer));
        orchestrator.buy(PurchaseRequest.oneBook().withCustomer(customer));
        orchestrator.buy(PurchaseRequest.oneBook().withCustomer(customer).withToken("tok_declined"));
        Page page = open("purchases?q=" + customer);

        page.getByLabel("Select all on this page").check();
        assertThat(page.getByText("3 selected")).isVisible();
        button(page, "Cancel …").click();
        Locator dialog = page.locator("dialog");
        assertThat(dialog).containsText("2 of 3 selected purchases allow this");
        confirm(dialog, "Cancel purchase", "recalled");

        assertThat(dialog).containsText("2 of 2 confirmed by the engine");
        button(dialog, "Close").click();
        assertThat(page.locator(".rows .pill.is-undone")).hasCount(3);
    }

    @Test
    void runsSelectedPurchasesNow() {
        PurchaseView saga = givenStuckPurchase();
        Page page = open("purchases?needsAttention=true");

        page.getByLabel("Select %s of ana@example.com".formatted(saga.id())).check();
        button(page, "Run now …").click();
        confirm(page.locator("dialog"), "Run now", "payment is back");
        assertThat(page.locator("dialog")).containsText("1 of 1 confirmed by the engine");
        stack.participant("payment").clearFaults();

        assertThat(orchestrator.awaitUndone(saga.id()).needsAttention()).isFalse();
    }

    private static void confirm(Locator dialog, String button, String reason) {
        dialog.getByLabel("Reason").fill(reason);
        button(dialog, button).click();
    }
}
