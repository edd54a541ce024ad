package maestro.acceptance;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Somebody at the dashboard, in a browser profile of their own. What should never happen there is remembered: an error in the
 * console (what the content security policy stops is one), a script's exception, a dialog of the browser's, a call of another host,
 * a script that came in as text.
 */
final class Visitor implements AutoCloseable {

    /** What the tests of hostile input try to set. */
    static final String PAYLOAD = "pwned=1";

    private static final String ALARM =
            "Object.defineProperty(window, 'pwned', {set: () => console.error('a payload was run')})";

    private static final double PATIENCE_MS = 30_000;

    private final BrowserContext context;
    private final Page page;
    private final List<String> complaints = new ArrayList<>();
    private Predicate<String> expected = _ -> false;

    Visitor(Browser browser, String url, NewContextOptions options) {
        this.context = browser.newContext(options.setBaseURL(url));
        context.setDefaultTimeout(PATIENCE_MS);
        context.addInitScript(ALARM);
        context.onConsoleMessage(this::heard);
        context.onWebError(error -> complaints.add(error.error()));
        context.onRequest(request -> {
            if (!request.url().startsWith(url + "/") && !request.url().startsWith("data:")) {
                complaints.add("called " + request.url());
            }
        });
        this.page = context.newPage();
        page.onDialog(dialog -> {
            complaints.add("a dialog: " + dialog.message());
            dialog.dismiss();
        });
    }

    /** @param screen its address behind {@code #/} */
    Page opens(String screen) {
        page.navigate("/#/" + screen);
        return page;
    }

    BrowserContext context() {
        return context;
    }

    private void heard(ConsoleMessage message) {
        if (message.type().equals("error")) {
            complaints.add(message.text() + " " + message.location());
        }
    }

    /** Complaints that a test means to provoke are none. */
    void expects(String pattern) {
        expected = Pattern.compile(pattern).asPredicate();
    }

    List<String> complaints() {
        return complaints.stream().filter(expected.negate()).toList();
    }

    @Override
    public void close() {
        context.close();
    }
}
