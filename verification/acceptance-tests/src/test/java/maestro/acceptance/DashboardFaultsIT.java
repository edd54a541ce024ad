package maestro.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import maestro.stack.PurchaseRequest;
import maestro.stack.Stack;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Arming and clearing faults. */
class DashboardFaultsIT extends DashboardScenario {

    private static final List<String> KINDS =
            List.of("fail", "refuse", "delay", "hang", "lose-reply", "late", "garbage", "crash-before", "crash-after");

    DashboardFaultsIT(Stack stack, Browser browser) {
        super(stack, browser);
    }

    @Test
    void armsFaultWithParameters() {
        Page page = open("faults");

        page.getByLabel("Service").selectOption("shipping");
        page.getByLabel("Applies to").selectOption("undo");
        page.getByLabel("Kind").selectOption("late");
        page.getByLabel("Times").fill("2");
        page.getByLabel("Probability").fill("0.5");
        page.getByLabel("Delay (ms)").fill("700");
        page.getByText("More", new Page.GetByTextOptions().setExact(true)).click();
        page.getByLabel("Only this purchase").fill("other-purchase");
        page.getByLabel("Random seed").fill("7");
        button(page, "Arm a fault").click();

        assertThat(page.getByText("Armed: shipping undo late.")).isVisible();
        assertThat(page.locator(".fault")).containsText("late");
        assertThat(page.locator(".fault")).containsText("applied 0 times · 2 left · 50 % · 700 ms · other-purchase");
        JsonNode armed = stack.participant("shipping").faults().get(0);
        assertThat(List.of("on", "kind", "times", "probability", "delayMs", "purchase").stream()
                        .map(name -> armed.path(name).asString()))
                .containsExactly("undo", "late", "2", "0.5", "700", "other-purchase");
    }

    @Test
    void disablesArmingUntilServicesAreKnown() {
        BrowserSession visitor = visitor();
        List<Route> requests = new ArrayList<>();
        visitor.context().route("**/services", requests::add);
        Page page = visitor.open("faults");
        assertThat(button(page, "Arm a fault")).isDisabled();

        page.waitForCondition(() -> !requests.isEmpty());
        visitor.context().unroute("**/services");
        requests.forEach(Route::resume);

        assertThat(button(page, "Arm a fault")).isEnabled();
        assertThat(page.getByLabel("Service")).hasValue("cd");
    }

    @Test
    void describesEachKindAndShowsCurlCommand() {
        Page page = open("faults");
        Locator curl = page.locator(".curl code");

        for (String kind : KINDS) {
            page.getByLabel("Kind").selectOption(kind);
            assertThat(page.locator("#fault-description")).hasText(Pattern.compile("\\.$"));
            String body = "{\"on\":\"do\",\"kind\":\"%s\"}".formatted(kind);
            String url = stack.service("cd").url() + "/actuator/faults";
            assertThat(curl)
                    .hasText("curl -X POST %s -H 'Content-Type: application/json' -d '%s'".formatted(url, body));
        }
        button(page, "Copy").click();
        assertThat(page.locator(".curl [role=status]")).hasText(Pattern.compile("Copied|Selected"));
    }

    @Test
    void showsNumberOfStrikes() {
        armFault("cd", "{\"times\":5}");
        Page page = open("faults");
        assertThat(page.locator(".fault")).containsText("applied 0 times · 5 left");

        orchestrator.buy(PurchaseRequest.oneBook());

        assertThat(page.locator(".fault")).containsText("applied 3 times · 2 left");
    }

    @Test
    void clearsOneFaultAndAllFaults() {
        armFault("cd", "{}");
        armFault("cd", "{\"on\":\"undo\",\"kind\":\"delay\"}");
        armFault("payment", "{\"kind\":\"garbage\"}");
        Page page = open("faults");
        assertThat(page.locator(".fault")).hasCount(3);

        button(page, "Clear fail in cd").click();
        assertThat(page.locator(".fault strong")).hasText(new String[] {"garbage", "delay"});
        assertThat(stack.participant("cd").faults()).hasSize(1);

        button(page.locator(".title"), "Clear all").click();
        assertThat(page.locator(".fault")).hasCount(0);
        assertThat(button(page.locator(".title"), "Clear all")).isDisabled();
        assertThat(stack.participant("cd").faults()).isEmpty();
        assertThat(stack.participant("payment").faults()).isEmpty();
    }

    @Test
    void clearsFaultsFromOtherScreens() {
        armFault("stock", "{}");
        Page page = open("purchases");
        Locator banner = page.locator(".banner.is-undoing");
        assertThat(banner).containsText("1 fault is armed: stock do fail");

        button(banner, "Clear all").click();

        assertThat(banner).isHidden();
        assertThat(stack.participant("stock").faults()).isEmpty();
    }

    @Test
    void selectsServiceFromTable() {
        Page page = open("faults");

        button(page, "Arm a fault in invoice, undo").click();

        assertThat(page.getByLabel("Service")).hasValue("invoice");
        assertThat(page.getByLabel("Applies to")).hasValue("undo");
        assertThat(page.getByLabel("Kind")).isFocused();
    }

    @Test
    void showsWhyFaultIsRejected() {
        BrowserSession visitor = visitor();
        visitor.expectError("400");
        Page page = visitor.open("faults");

        page.getByText("More", new Page.GetByTextOptions().setExact(true)).click();
        page.getByLabel("Only this purchase").fill("no such id");
        button(page, "Arm a fault").click();

        assertThat(page.locator("form .problem")).isVisible();
        assertThat(stack.participant("cd").faults()).isEmpty();
    }
}
