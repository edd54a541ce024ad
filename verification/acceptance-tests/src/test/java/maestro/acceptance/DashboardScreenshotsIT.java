package maestro.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import com.microsoft.playwright.options.ScreenshotAnimations;
import java.nio.file.Path;
import maestro.stack.PurchaseRequest;
import maestro.stack.PurchaseView;
import maestro.stack.Stack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Takes the screenshots of the README, with {@code -Dmaestro.screenshots=FOLDER}. */
@EnabledIfSystemProperty(named = DashboardScreenshotsIT.FOLDER, matches = ".+")
class DashboardScreenshotsIT extends DashboardScenario {

    static final String FOLDER = "maestro.screenshots";

    private static final String SCROLL_TO_TOP = "part => part.scrollIntoView({behavior: 'instant', block: 'start'})";

    DashboardScreenshotsIT(Stack stack, Browser browser) {
        super(stack, browser);
    }

    @Test
    void overview() {
        armFault("shipping", "{\"kind\":\"refuse\",\"probability\":0.25,\"seed\":4}");
        armFault("cd", "{\"kind\":\"delay\",\"delayMs\":400}");
        armFault("stock", "{\"kind\":\"delay\",\"delayMs\":250,\"on\":\"undo\"}");
        Page play = open("play");
        button(play, "Start").click();
        Page light = visitor(withWindow(ColorScheme.LIGHT, 1280, 985)).open("");
        Page dark = visitor(withWindow(ColorScheme.DARK, 1280, 640)).open("");
        assertThat(light.locator(".token-undoing.is-shown").first()).isVisible();
        light.waitForTimeout(15_000);
        assertThat(light.locator(".token-undoing.is-shown").first()).isVisible();
        take(light, "overview");
        dark.locator(".overview").evaluate(SCROLL_TO_TOP);
        take(dark, "overview-dark");
        button(play, "Stop").click();
        assertThat(button(play, "Start")).isEnabled();
    }

    @Test
    void purchase() {
        PurchaseView undone = givenUndonePurchase();
        stack.participant("cd").clearFaults();
        Page page = visitor(withWindow(ColorScheme.LIGHT, 1280, 860)).open("purchases/" + undone.id());
        assertThat(page.locator(".history")).containsText("no effect remains");
        assertThat(page.locator(".djs-shape.is-undone").first()).isVisible();
        take(page, "purchase");
        page.locator(".columns").evaluate(SCROLL_TO_TOP);
        take(page, "story");
    }

    @Test
    void stuckPurchase() {
        PurchaseView stuck = givenStuckPurchase();
        Page page = visitor(withWindow(ColorScheme.LIGHT, 1280, 900)).open("purchases/" + stuck.id());
        button(page, "Run now").click();
        page.getByLabel("Reason").fill("payment says it is back");
        take(page, "run-now");
    }

    @Test
    void purchases() {
        for (String customer : new String[] {"ana", "bia", "caio", "davi", "eva"}) {
            orchestrator.buy(PurchaseRequest.oneBook().withCustomer(customer + "@example.com"));
            orchestrator.buy(PurchaseRequest.oneBook()
                    .withCustomer(customer + "@example.com")
                    .withToken("tok_declined"));
        }
        orchestrator.buy(PurchaseRequest.of("SOLD-OUT", 1));
        PurchaseView stuck = givenStuckPurchase();
        armFault("invoice", "{\"kind\":\"hang\"}");
        orchestrator.buyAsync(PurchaseRequest.oneBook());
        Page page = visitor(withWindow(ColorScheme.LIGHT, 1280, 900)).open("purchases");
        page.getByLabel("Select %s of ana@example.com".formatted(stuck.id())).check();
        take(page, "purchases");
    }

    @Test
    void faults() {
        givenUndonePurchase();
        armFault("payment", "{\"on\":\"undo\",\"kind\":\"lose-reply\",\"times\":5}");
        armFault("shipping", "{\"kind\":\"late\",\"delayMs\":1500,\"probability\":0.5}");
        Page page = visitor(withWindow(ColorScheme.LIGHT, 1280, 900)).open("faults");
        assertThat(page.locator(".fault")).hasCount(3);
        take(page, "faults");
    }

    @Test
    void play() {
        Page page = visitor(withWindow(ColorScheme.LIGHT, 1280, 1000)).open("play");
        page.locator("[data-lesson=lost-reply]").click();
        assertThat(page.locator("[data-lesson-over=lost-reply]")).isVisible();
        assertThat(page.locator(".lesson-result .step-list .is-done")).hasCount(Stack.PARTICIPANTS.size());
        take(page, "play");
    }

    @Test
    void services() {
        orchestrator.buy(PurchaseRequest.oneBook());
        Page page = visitor(withWindow(ColorScheme.LIGHT, 1280, 900)).open("services");
        assertThat(page.locator(".service .facts").first()).isVisible();
        take(page, "services");
    }

    @Test
    void choreography() {
        BrowserSession visitor = visitor(withWindow(ColorScheme.LIGHT, 1280, 1330));
        visitor.expectError("/choreography/purchases");
        Page page = visitor.open("choreography");
        page.locator("[data-scenario=return]").click();
        assertThat(page.locator("[data-side=choreography] .graph-line.is-return"))
                .hasCount(5);
        page.locator("[data-scenario=lost-reply]").click();
        assertThat(page.locator("[data-side=choreography]")).containsText("goods sent without payment");
        take(page, "why-a-maestro");
    }

    @Test
    void phoneInPortuguese() {
        PurchaseView undone = givenUndonePurchase();
        Page page = visitor(withWindow(ColorScheme.DARK, 360, 780)
                        .setLocale("pt-BR")
                        .setDeviceScaleFactor(2))
                .open("purchases/" + undone.id());
        assertThat(page.locator(".history")).containsText("cd");
        take(page, "phone");
    }

    private static NewContextOptions withWindow(ColorScheme scheme, int width, int height) {
        return new NewContextOptions()
                .setLocale("en-GB")
                .setColorScheme(scheme)
                .setReducedMotion(ReducedMotion.REDUCE)
                .setViewportSize(width, height);
    }

    private static void take(Page page, String name) {
        Path file = Path.of(System.getProperty(FOLDER), name + ".png");
        page.screenshot(new ScreenshotOptions().setPath(file).setAnimations(ScreenshotAnimations.DISABLED));
    }
}
