package maestro.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import maestro.stack.PurchaseRequest;
import maestro.stack.PurchaseView;
import maestro.stack.Stack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** User input is shown as text: the visitor reports a payload that runs, and a request for its image. */
class DashboardHostileIT extends DashboardScenario {

    DashboardHostileIT(Stack stack, Browser browser) {
        super(stack, browser);
    }

    static List<String> payloads() {
        return List.of(
                "<img src=/x onerror=%s>".formatted(BrowserSession.PAYLOAD),
                "\"'><svg onload=%s></svg><script>%s</script>"
                        .formatted(BrowserSession.PAYLOAD, BrowserSession.PAYLOAD),
                "javascript:%s//</title></textarea>".formatted(BrowserSession.PAYLOAD));
    }

    @ParameterizedTest
    @MethodSource("payloads")
    void escapesCustomer(String payload) {
        Page page = open("play");
        page.getByLabel("Customer").fill(payload);

        button(page, "Buy").click();
        assertThat(page.locator(".progress-state")).containsText("Completed");
        page.getByText("Open this purchase").click();
        assertThat(page.locator(".facts")).containsText(payload);
        page.locator("nav").getByText("Purchases").click();
        assertThat(page.locator(".customer", new Page.LocatorOptions().setHasText(payload)))
                .isVisible();
        page.locator(".brand").click();
        assertThat(page.locator(".newest .customer", new Page.LocatorOptions().setHasText(payload)))
                .isVisible();
    }

    @ParameterizedTest
    @MethodSource("payloads")
    void escapesReason(String payload) {
        PurchaseView saga = orchestrator.buy(PurchaseRequest.oneBook()).purchase();
        Page page = open("purchases/" + saga.id());

        button(page, "Cancel purchase").click();
        page.getByLabel("Reason").fill(payload);
        button(page.locator("dialog"), "Cancel purchase").click();
        button(page.locator("dialog"), "Close").click();

        assertThat(page.locator(".purchase-state")).containsText(payload);
        assertThat(page.locator(".history")).containsText(payload);
        assertThat(page.locator(".stored")).containsText(payload);
    }

    @ParameterizedTest
    @MethodSource("payloads")
    void escapesFilter(String payload) {
        Page page = open("purchases");

        page.getByLabel("Id or customer").fill(payload);
        page.getByLabel("Reason contains").fill(payload);
        button(page, "Search").click();

        assertThat(page.locator(".list")).containsText("No purchases match these filters.");
        assertThat(page.getByLabel("Id or customer")).hasValue(payload);
        assertThat(page.getByLabel("Reason contains")).hasValue(payload);
    }

    @ParameterizedTest
    @MethodSource("payloads")
    void escapesPurchaseOfFault(String payload) {
        BrowserSession visitor = visitor();
        visitor.expectError("400");
        Page page = visitor.open("faults");
        page.getByText("More", new Page.GetByTextOptions().setExact(true)).click();

        Locator field = page.getByLabel("Only this purchase");
        field.fill(payload);
        button(page, "Arm a fault").click();

        assertThat(page.locator("form .problem")).isVisible();
        assertThat(page.locator(".curl code")).containsText("\"purchase\":");
    }

    @ParameterizedTest
    @MethodSource("payloads")
    void escapesAddress(String payload) {
        String encoded = URLEncoder.encode(payload, StandardCharsets.UTF_8).replace("+", "%20");
        BrowserSession visitor = visitor();
        visitor.expectError("40[04]");
        for (String screen : List.of(
                "%s",
                "purchases/%s", "play/%s", "faults/%s/%s", "purchases?q=%s&step=%s&status=%s&after=%s&reason=%s")) {
            Page page = visitor.open(screen.replace("%s", encoded));
            assertThat(page.locator("h1")).isAttached();
            assertThat(page.locator("[aria-busy=true]")).hasCount(0);
        }
    }

    @Test
    void ignoresInvalidSettings() {
        BrowserSession visitor = visitor();
        visitor.context()
                .addInitScript(
                        "localStorage.setItem('maestro.language', %1$s); localStorage.setItem('maestro.theme', %1$s)"
                                .formatted("'\"><img src=/x onerror=%s>'".formatted(BrowserSession.PAYLOAD)));

        assertThat(visitor.open("").locator("h1")).hasText("Overview");
    }
}
