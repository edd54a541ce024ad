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

/** The pictures in the README: {@code -Dmaestro.screenshots=DIR} draws them anew. */
@EnabledIfSystemProperty(named = DashboardScreenshotsIT.FOLDER, matches = ".+")
class DashboardScreenshotsIT extends DashboardScenario {

    static final String FOLDER = "maestro.screenshots";

    private static final String TO_THE_TOP = "part => part.scrollIntoView({behavior: 'instant', block: 'start'})";

    DashboardScreenshotsIT(Stack stack, Browser browser) {
        super(stack, browser);
    }

    @Test
    void overview() {
        armFault("shipping", "{\"kind\":\"refuse\",\"probability\":0.25,\"seed\":4}");
        armFault("cd", "{\"kind\":\"delay\",\"delayMs\":400}");
        armFault("stock", "{\"kind\":\"delay\",\"delayMs\":250,\"on\":\"undo\"}");
        Page starter = opens("play");
        button(starter, "Start").click();
        Page light = visitor(seeing(ColorScheme.LIGHT, 1280, 985)).open("");
        Page dark = visitor(seeing(ColorScheme.DARK, 1280, 640)).open("");
        assertThat(light.locator(".token-undoing.is-shown").first()).isVisible();
        light.waitForTimeout(15_000);
        assertThat(light.locator(".token-undoing.is-shown").first()).isVisible();
        takes(light, "overview");
        dark.locator(".overview").evaluate(TO_THE_TOP);
        takes(dark, "overview-dark");
        button(starter, "Stop").click();
        assertThat(button(starter, "Start")).isEnabled();
    }

    @Test
    void purchase() {
        PurchaseView undone = givenAPurchaseThatCdFailed();
        stack.participant("cd").clearFaults();
        Page page = visitor(seeing(ColorScheme.LIGHT, 1280, 860)).open("purchases/" + undone.id());
        assertThat(page.locator(".story")).containsText("nothing of it is left");
        assertThat(page.locator(".djs-shape.is-undone").first()).isVisible();
        takes(page, "purchase");
        page.locator(".columns").evaluate(TO_THE_TOP);
        takes(page, "story");
    }

    @Test
    void stuckPurchase() {
        PurchaseView stuck = givenAStuckPurchase();
        Page page = visitor(seeing(ColorScheme.LIGHT, 1280, 900)).open("purchases/" + stuck.id());
        button(page, "Run now").click();
        page.getByLabel("Reason").fill("payment says it is back");
        takes(page, "run-now");
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
        PurchaseView stuck = givenAStuckPurchase();
        armFault("invoice", "{\"kind\":\"hang\"}");
        orchestrator.buyAsync(PurchaseRequest.oneBook());
        Page page = visitor(seeing(ColorScheme.LIGHT, 1280, 900)).open("purchases");
        page.getByLabel("Choose %s of ana@example.com".formatted(stuck.id())).check();
        takes(page, "purchases");
    }

    @Test
    void faults() {
        givenAPurchaseThatCdFailed();
        armFault("payment", "{\"on\":\"undo\",\"kind\":\"lose-reply\",\"times\":5}");
        armFault("shipping", "{\"kind\":\"late\",\"delayMs\":1500,\"probability\":0.5}");
        Page page = visitor(seeing(ColorScheme.LIGHT, 1280, 900)).open("faults");
        assertThat(page.locator(".fault")).hasCount(3);
        takes(page, "faults");
    }

    @Test
    void play() {
        Page page = visitor(seeing(ColorScheme.LIGHT, 1280, 1000)).open("play");
        page.locator("[data-lesson=lost-reply]").click();
        assertThat(page.locator("[data-lesson-over=lost-reply]")).isVisible();
        assertThat(page.locator(".lesson-place .strip .is-done")).hasCount(Stack.PARTICIPANTS.size());
        takes(page, "play");
    }

    @Test
    void services() {
        orchestrator.buy(PurchaseRequest.oneBook());
        Page page = visitor(seeing(ColorScheme.LIGHT, 1280, 900)).open("services");
        assertThat(page.locator(".service .facts").first()).isVisible();
        takes(page, "services");
    }

    @Test
    void whyAMaestro() {
        BrowserSession visitor = visitor(seeing(ColorScheme.LIGHT, 1280, 1330));
        visitor.expectError("/choreography/purchases");
        Page page = visitor.open("choreography");
        page.locator("[data-scene=return]").click();
        assertThat(page.locator("[data-side=services] .graph-line.is-return")).hasCount(5);
        page.locator("[data-scene=lost]").click();
        assertThat(page.locator("[data-side=services]")).containsText("goods sent without money");
        takes(page, "why-a-maestro");
    }

    @Test
    void phoneInPortuguese() {
        PurchaseView undone = givenAPurchaseThatCdFailed();
        Page page = visitor(
                        seeing(ColorScheme.DARK, 360, 780).setLocale("pt-BR").setDeviceScaleFactor(2))
                .open("purchases/" + undone.id());
        assertThat(page.locator(".story")).containsText("cd");
        takes(page, "phone");
    }

    private static NewContextOptions seeing(ColorScheme scheme, int width, int height) {
        return new NewContextOptions()
                .setLocale("en-GB")
                .setColorScheme(scheme)
                .setReducedMotion(ReducedMotion.REDUCE)
                .setViewportSize(width, height);
    }

    private static void takes(Page page, String name) {
        Path file = Path.of(System.getProperty(FOLDER), name + ".png");
        page.screenshot(new ScreenshotOptions().setPath(file).setAnimations(ScreenshotAnimations.DISABLED));
    }
}
