package maestro.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Locator.GetByRoleOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import maestro.stack.PurchaseRequest;
import maestro.stack.PurchaseView;
import maestro.stack.Stack;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** Helpers for the tests of the dashboard. After each test, no browser may have reported an error. */
@ExtendWith(ChromiumExtension.class)
abstract class DashboardScenario extends AcceptanceTest {

    private final Browser browser;
    private final List<BrowserSession> visitors = new ArrayList<>();

    DashboardScenario(Stack stack, Browser browser) {
        super(stack);
        this.browser = browser;
    }

    @AfterEach
    void thenNoBrowserReportedAnError() {
        visitors.forEach(BrowserSession::close);
        assertThat(visitors).flatExtracting(BrowserSession::errors).isEmpty();
    }

    final BrowserSession visitor(NewContextOptions options) {
        return visitor(orchestrator.url(), options);
    }

    final BrowserSession visitor(String url, NewContextOptions options) {
        BrowserSession visitor = new BrowserSession(browser, url, options);
        visitors.add(visitor);
        return visitor;
    }

    final BrowserSession visitor() {
        return visitor(defaultOptions());
    }

    /** English, in a window of 1280 by 800. */
    static NewContextOptions defaultOptions() {
        return new NewContextOptions().setLocale("en-GB").setViewportSize(1280, 800);
    }

    /** @param screen the address after {@code #/} */
    final Page open(String screen) {
        return visitor().open(screen);
    }

    /** The address of each screen, and the selector of an element that is there after loading. */
    final Map<String, String> screens(String purchase) {
        Map<String, String> screens = new LinkedHashMap<>();
        screens.put("", ".diagram-canvas .djs-shape");
        screens.put("purchases", ".rows tbody a");
        screens.put("purchases/" + purchase, ".history p");
        screens.put("play", ".products input");
        screens.put("play/cd-fails", ".lesson-result button");
        screens.put("faults", ".fault-table tbody th");
        screens.put("services", ".service .facts");
        screens.put("choreography", "[data-scenario]:enabled");
        screens.put("nowhere", "h1");
        return screens;
    }

    /** A purchase that is undone because cd fails; the fault stays armed. */
    final PurchaseView givenUndonePurchase() {
        armFault("cd", "{}");
        return orchestrator.buy(PurchaseRequest.oneBook()).purchase();
    }

    /** A purchase whose undo of payment fails until the fault is cleared. */
    final PurchaseView givenStuckPurchase() {
        armFault("cd", "{\"times\":3}");
        armFault("payment", "{\"on\":\"undo\"}");
        return orchestrator.await(orchestrator.buyAsync(PurchaseRequest.oneBook()), PurchaseView::needsAttention);
    }

    static Locator button(Page page, String name) {
        return button(page.locator("body"), name);
    }

    static Locator button(Locator within, String name) {
        return within.getByRole(
                AriaRole.BUTTON, new GetByRoleOptions().setName(name).setExact(true));
    }

    static Locator linkTo(Page page, PurchaseView saga) {
        return page.locator("a[href='#/purchases/%s']".formatted(saga.id()));
    }
}
