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

/** English and Portuguese: the browser's language until the user chooses. */
class DashboardLanguageIT extends DashboardScenario {

    /** Finds keys and placeholders on the page: texts that are missing in the dictionary. */
    private static final String MISSING = """
            () => {
              const found = [];
              const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
              while (walker.nextNode()) {
                found.push(walker.currentNode.textContent);
              }
              for (const element of document.querySelectorAll('[aria-label], [title]')) {
                found.push(element.getAttribute('aria-label'), element.getAttribute('title'));
              }
              return found.filter(text => /^[a-z]+([.][A-Za-z_-]+)+$|[{]\\w+[}]/.test((text ?? '').trim()));
            }""";

    DashboardLanguageIT(Stack stack, Browser browser) {
        super(stack, browser);
    }

    @ParameterizedTest
    @CsvSource({"en-US,en,Overview", "pt-BR,pt-BR,Visão geral", "pt-PT,pt-BR,Visão geral", "de-DE,en,Overview"})
    void usesLanguageOfBrowser(String locale, String language, String title) {
        Page page = visitor(new NewContextOptions().setLocale(locale)).open("");

        assertThat(page).hasTitle(title + " · Maestro");
        assertThat(page.locator("html")).hasAttribute("lang", language);
    }

    @Test
    void keepsChosenLanguage() {
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
    void hasTextForEachKey(String locale) {
        String purchase = givenUndonePurchase().id();
        BrowserSession visitor = visitor(new NewContextOptions().setLocale(locale));

        screens(purchase).forEach((screen, loaded) -> {
            Page page = visitor.open(screen);
            assertThat(page.locator(loaded).first()).isAttached();
            assertThat((List<?>) page.evaluate(MISSING)).as(screen).isEmpty();
        });
    }

    @Test
    void hasSameKeysInBothLanguages() {
        Page page = open("");

        Object different = page.evaluate("""
                async () => {
                  const signature = ([key, text]) => {
                    const placeholders = new Set(text.match(/[{]\\w+[}]/g));
                    placeholders.delete('{n}');
                    return [key.replace(/[.](one|other)$/, ''), ...[...placeholders].sort()].join(' ');
                  };
                  const signatures = async language => {
                    const { texts } = await import(`/app/text/${language}.js`);
                    return new Set(Object.entries(texts).map(signature));
                  };
                  const [en, pt] = await Promise.all([signatures('en'), signatures('pt-BR')]);
                  return [...en.symmetricDifference(pt)];
                }""");

        assertThat((List<?>) different).isEmpty();
    }
}
