package maestro.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.time.Duration;
import java.util.regex.Pattern;
import maestro.stack.Stack;
import maestro.stack.StackService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One purchase, a load, and the lessons. */
class DashboardPlayIT extends DashboardScenario {

    DashboardPlayIT(Stack stack, Browser browser) {
        super(stack, browser);
    }

    @Test
    void buysSelectedProducts() {
        Page page = open("play");
        Locator form = page.locator("[aria-labelledby=one]");

        form.locator("#buy-BOOK-DDD").fill("2");
        form.locator("#buy-MUG").fill("1");
        form.getByLabel("Customer").fill("caio@example.com");
        assertThat(form.locator("output")).hasText(Pattern.compile("R\\$.*\\d"));
        button(form, "Buy").click();

        assertThat(form.locator(".progress-state")).containsText("Completed");
        assertThat(form.locator(".history")).containsText("every step is done");
        form.getByText("Open this purchase").click();
        assertThat(page.locator(".receipts")).containsText("2 × BOOK-DDD, 1 × MUG");
        assertThat(page.locator(".facts")).containsText("caio@example.com");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tok_declined", "tok_insufficient_funds", "tok_expired", "tok_stolen"})
    void showsRefusalOfCard(String card) {
        Page page = open("play");
        Locator form = page.locator("[aria-labelledby=one]");

        form.getByLabel("Test card").selectOption(card);
        button(form, "Buy").click();

        assertThat(form.locator(".progress-state")).containsText("Undone");
        assertThat(form.locator(".history")).containsText(Pattern.compile("payment refused: the (bank|card)"));
    }

    @Test
    void rejectsEmptyCart() {
        Page page = open("play");
        Locator form = page.locator("[aria-labelledby=one]");

        form.locator("#buy-BOOK-DDD").fill("0");

        assertThat(button(form, "Buy")).isDisabled();
    }

    @Test
    void runsLoadToItsEnd() {
        Page page = open("play");
        Locator form = page.locator("[aria-labelledby=many]");
        form.getByLabel("Purchases").fill("30");
        form.getByLabel("Per second").fill("30");

        button(form, "Start").click();

        assertThat(form.locator("[role=status]")).hasText("The load has ended.");
        assertThat(form.locator("dd")).hasText(new String[] {"30", "30", "0", "0", "0"});
    }

    @Test
    void stopsLoad() {
        Page page = open("play");
        Locator form = page.locator("[aria-labelledby=many]");
        form.getByLabel("Purchases").fill("1000");
        form.getByLabel("Per second").fill("2");
        button(form, "Start").click();
        assertThat(form.locator("[role=status]")).hasText(Pattern.compile("Started \\d+ of 1,000, 2 per second"));

        button(form, "Stop").click();

        assertThat(form.locator("[role=status]")).hasText("The load has ended.");
        assertThat(button(form, "Start")).isEnabled();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"completed", "cd-fails", "refused", "sold-out", "lost-reply", "late-effect", "no-answer", "stuck"
            })
    void runsLesson(String lesson) {
        Page page = open("play/" + lesson);

        page.locator(".lesson-result .primary").click();

        assertThat(page.locator("[data-lesson-over=%s]".formatted(lesson))).containsText("As expected");
        assertThat(page.locator(".banner.is-undoing")).isHidden();
    }

    @Test
    void runsLessonWithManualRestart() {
        StackService stock = stack.service("stock");
        BrowserSession visitor = visitor();
        visitor.expectError("404 .*/services/stock/faults/");
        Page page = visitor.open("play");

        page.locator("[data-lesson=crash]").click();
        await("stock has crashed").atMost(Duration.ofSeconds(30)).until(stock::isDown);
        assertThat(page.locator(".lesson-result")).containsText("./maestro up stock");
        stock.ensureRunning();

        assertThat(page.locator("[data-lesson-over=crash]")).containsText("As expected");
    }

    @Test
    void clearsFaultsOfLesson() {
        Page page = open("play");
        page.locator("[data-lesson=stuck]").click();
        assertThat(page.locator(".banner.is-undoing")).isVisible();

        button(page, "Clear the faults now").click();

        assertThat(page.locator(".banner.is-undoing")).isHidden();
        assertThat(page.locator("[data-lesson-over=stuck]")).isVisible();
    }
}
