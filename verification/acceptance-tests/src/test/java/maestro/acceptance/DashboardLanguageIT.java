package maestro.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import java.util.List;
import maestro.stack.Stack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** English and Portuguese: the browser's until somebody chooses. */
class DashboardLanguageIT extends DashboardScenario {

    /** What the page would show of a text that its dictionary lacks. */
    private static final String KEYS = """
            () => {
              const found = [];
              const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
              while (walker.nextNode()) {
                found.push(walker.currentNode.textContent);
              }
              document.querySelectorAll('[aria-label], [title]').forEach(e => found.push(e.getAttribute('aria-label'), e.getAttribute('title')));
              return found.filter(text => /^[a-z]+([.][A-Za-z_-]+)+$|[{]\\w+[}]/.test((text ?? '').trim()));
            }""";

    DashboardLanguageIT(Stack stack, Browser browser) {
        super(stack, browser);
    }

    @ParameterizedTest
    @CsvSource({"en-US,en,Overview", "pt-BR,pt-BR,Visão geral", "pt-PT,pt-BR,Visão geral", "de-DE,en,Overview"})
    void isTheBrowsers(String locale, String language, String title) {
        Page page = visitor(new NewContextOptions().setLocale(locale)).open("");

        assertThat(page).hasTitle(title + " · Maestro");
        assertThat(page.locator("html")).hasAttribute("lang", language);
    }

    @Test
    void isRememberedOnceItWasChosen() {
        BrowserSession visitor = visitor();
        Page page = visitor.open("purchases");

        button(page, "PT").click();
        assertThat(page.locator("h1")).hasText("Compras");
        assertThat(button(page, "PT")).hasAttribute("aria-pressed", "true");
        page.reload();
        assertThat(page.locator("h1")).hasText("Compras");

        button(page, "EN").click();
        assertThat(page.locator("h1")).hasText("Purchases");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en-GB", "pt-BR"})
    void lacksNoWord(String locale) {
        String undone = givenAPurchaseThatCdFailed().id();
        BrowserSession visitor = visitor(new NewContextOptions().setLocale(locale));

        screens(undone).forEach((screen, drawn) -> {
            Page page = visitor.open(screen);
            assertThat(page.locator(drawn).first()).isAttached();
            assertThat((List<?>) page.evaluate(KEYS)).as(screen).isEmpty();
        });
    }

    @Test
    void hasTheSameWordsInBoth() {
        Page page = opens("");

        Object different = page.evaluate("""
                async () => {
                  const texts = async language => {
                    const { words } = await import(`/app/text/${language}.js`);
                    return new Set(Object.entries(words).map(([key, text]) =>
                      [key.replace(/[.](one|other)$/, ''), ...new Set(text.match(/[{]\\w+[}]/g) ?? [])].filter(name => name !== '{n}').sort().join(' ')));
                  };
                  const [en, pt] = await Promise.all([texts('en'), texts('pt-BR')]);
                  return [...en.symmetricDifference(pt)];
                }""");

        assertThat((List<?>) different).isEmpty();
    }
}
