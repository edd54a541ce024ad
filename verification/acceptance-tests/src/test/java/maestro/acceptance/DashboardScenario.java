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
import maestro.stack.Basket;
import maestro.stack.Saga;
import maestro.stack.Stack;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** The words of those who sit before the dashboard. After each test nothing may have gone wrong in their browsers. */
@ExtendWith(ChromiumExtension.class)
abstract class DashboardScenario extends Scenario {

    private final Browser browser;
    private final List<Visitor> visitors = new ArrayList<>();

    DashboardScenario(Stack stack, Browser browser) {
        super(stack);
        this.browser = browser;
    }

    @AfterEach
    void thenNothingWentWrong() {
        visitors.forEach(Visitor::close);
        assertThat(visitors).flatExtracting(Visitor::complaints).isEmpty();
    }

    final Visitor visitor(NewContextOptions options) {
        return visitor(shop.url(), options);
    }

    final Visitor visitor(String url, NewContextOptions options) {
        Visitor visitor = new Visitor(browser, url, options);
        visitors.add(visitor);
        return visitor;
    }

    final Visitor visitor() {
        return visitor(ordinary());
    }

    /** In English, light, in a window of ordinary size. */
    static NewContextOptions ordinary() {
        return new NewContextOptions().setLocale("en-GB").setViewportSize(1280, 800);
    }

    /** @param screen its address behind {@code #/} */
    final Page opens(String screen) {
        return visitor().opens(screen);
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
    final Saga givenAPurchaseThatCdFailed() {
        given("cd", "{}");
        return shop.buy(Basket.oneBook()).saga();
    }

    /** Its undo fails until somebody clears the fault. */
    final Saga givenAStuckPurchase() {
        given("cd", "{\"times\":3}");
        given("payment", "{\"on\":\"undo\"}");
        return shop.await(shop.startBuying(Basket.oneBook()), Saga::needsAttention);
    }

    static Locator button(Page page, String name) {
        return button(page.locator("body"), name);
    }

    static Locator button(Locator within, String name) {
        return within.getByRole(
                AriaRole.BUTTON, new GetByRoleOptions().setName(name).setExact(true));
    }

    static Locator linkTo(Page page, Saga saga) {
        return page.locator("a[href='#/purchases/%s']".formatted(saga.id()));
    }
}
