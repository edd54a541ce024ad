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

/** Breaking services, and repairing them, by mouse. */
class DashboardFaultsIT extends DashboardScenario {

    private static final List<String> KINDS =
            List.of("fail", "refuse", "delay", "hang", "lose-reply", "late", "garbage", "crash-before", "crash-after");

    DashboardFaultsIT(Stack stack, Browser browser) {
        super(stack, browser);
    }

    @Test
    void armOneWithItsParameters() {
        Page page = opens("faults");

        page.getByLabel("Service").selectOption("shipping");
        page.getByLabel("Strikes").selectOption("undo");
        page.getByLabel("Kind").selectOption("late");
        page.getByLabel("Times").fill("2");
        page.getByLabel("Probability").fill("0.5");
        page.getByLabel("Delay (ms)").fill("700");
        page.getByText("More", new Page.GetByTextOptions().setExact(true)).click();
        page.getByLabel("Only this purchase").fill("somebodys");
        page.getByLabel("Seed of the draws").fill("7");
        button(page, "Arm a fault").click();

        assertThat(page.getByText("Armed: shipping undo late.")).isVisible();
        assertThat(page.locator(".fault")).containsText("late");
        assertThat(page.locator(".fault")).containsText("struck 0 times · 2 left · 50 % · 700 ms · somebodys");
        JsonNode armed = stack.participant("shipping").faults().get(0);
        assertThat(List.of("on", "kind", "times", "probability", "delayMs", "purchase").stream()
                        .map(name -> armed.path(name).asString()))
                .containsExactly("undo", "late", "2", "0.5", "700", "somebodys");
    }

    @Test
    void armNoneBeforeTheServicesAreKnown() {
        BrowserSession visitor = visitor();
        List<Route> asked = new ArrayList<>();
        visitor.context().route("**/services", asked::add);
        Page page = visitor.open("faults");
        assertThat(button(page, "Arm a fault")).isDisabled();

        page.waitForCondition(() -> !asked.isEmpty());
        visitor.context().unroute("**/services");
        asked.forEach(Route::resume);

        assertThat(button(page, "Arm a fault")).isEnabled();
        assertThat(page.getByLabel("Service")).hasValue("cd");
    }

    @Test
    void sayWhatEachKindDoesAndHowToDoItByCurl() {
        Page page = opens("faults");
        Locator curl = page.locator(".curl code");

        for (String kind : KINDS) {
            page.getByLabel("Kind").selectOption(kind);
            assertThat(page.locator("#fault-what")).hasText(Pattern.compile("\\.$"));
            assertThat(curl)
                    .hasText(
                            "curl -X POST %s/actuator/faults -H 'Content-Type: application/json' -d '{\"on\":\"do\",\"kind\":\"%s\"}'"
                                    .formatted(stack.service("cd").url(), kind));
        }
        button(page, "Copy").click();
        assertThat(page.locator(".curl [role=status]")).hasText(Pattern.compile("Copied|Selected"));
    }

    @Test
    void showHowOftenItStruck() {
        armFault("cd", "{\"times\":5}");
        Page page = opens("faults");
        assertThat(page.locator(".fault")).containsText("struck 0 times · 5 left");

        orchestrator.buy(PurchaseRequest.oneBook());

        assertThat(page.locator(".fault")).containsText("struck 3 times · 2 left");
    }

    @Test
    void clearOneAndThenAll() {
        armFault("cd", "{}");
        armFault("cd", "{\"on\":\"undo\",\"kind\":\"delay\"}");
        armFault("payment", "{\"kind\":\"garbage\"}");
        Page page = opens("faults");
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
    void clearThemFromWhereverOneIs() {
        armFault("stock", "{}");
        Page page = opens("purchases");
        Locator banner = page.locator(".banner.is-undoing");
        assertThat(banner).containsText("1 fault is armed: stock do fail");

        button(banner, "Clear all").click();

        assertThat(banner).isHidden();
        assertThat(stack.participant("stock").faults()).isEmpty();
    }

    @Test
    void goFromTheBoardToTheForm() {
        Page page = opens("faults");

        button(page, "Arm a fault in invoice, undo").click();

        assertThat(page.getByLabel("Service")).hasValue("invoice");
        assertThat(page.getByLabel("Strikes")).hasValue("undo");
        assertThat(page.getByLabel("Kind")).isFocused();
    }

    @Test
    void sayWhyOneIsNotArmed() {
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
