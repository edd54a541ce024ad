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

/** The words of those who sit before the dashboard. After each test nothing may have gone wrong in their browsers. */
@ExtendWith(ChromiumExtension.class)
abstract class DashboardScenario extends AcceptanceTest {

    private final Browser browser;
    private final List<BrowserSession> visitors = new ArrayList<>();

    DashboardScenario(Stack stack, Browser browser) {
        super(stack);
        this.browser = browser;
    }

    @AfterEach
    void thenNothingWentWrong() {
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
        return visitor(ordinary());
    }

    /** In English, light, in a window of ordinary size. */
    static NewContextOptions ordinary() {
        return new NewContextOptions().setLocale("en-GB").setViewportSize(1280, 800);
    }

    /** @param screen its address behind {@code #/} */
    final Page opens(String screen) {
        return visitor().open(screen);
    }

    /** Each screen's address, and what is there once it is drawn. */
    final Map<String, String> screens(String purchase) {
        Map<String, String> screens = new LinkedHashMap<>();
        screens.put("", ".diagram-canvas .djs-shape");
        screens.put("purchases", ".rows tbody a");
        screens.put("purchases/" + purchase, ".story p");
        screens.put("play", ".goods input");
        screens.put("play/cd-fails", ".lesson-place button");
        screens.put("faults", ".board tbody th");
        screens.put("services", ".service .facts");
        screens.put("choreography", "[data-scene]:enabled");
        screens.put("nowhere", "h1");
        return screens;
    }

    /** An undone purchase, with cd broken from then on. */
    final PurchaseView givenAPurchaseThatCdFailed() {
        armFault("cd", "{}");
        return orchestrator.buy(PurchaseRequest.oneBook()).purchase();
    }

    /** Its undo fails until somebody clears the fault. */
    final PurchaseView givenAStuckPurchase() {
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
