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
 * The dashboard in a browser profile of its own. The session records errors: messages of the console (including
 * violations of the content security policy), exceptions of scripts, dialogs of the browser, calls to other hosts, and
 * injected scripts.
 */
final class BrowserSession implements AutoCloseable {

    /** The script that tests of hostile input try to inject. */
    static final String PAYLOAD = "pwned=1";

    private static final String DETECT_PAYLOAD =
            "Object.defineProperty(window, 'pwned', {set: () => console.error('a payload was run')})";

    private static final double TIMEOUT_MS = 30_000;

    private final BrowserContext context;
    private final Page page;
    private final List<String> errors = new ArrayList<>();
    private Predicate<String> expected = _ -> false;

    BrowserSession(Browser browser, String url, NewContextOptions options) {
        this.context = browser.newContext(options.setBaseURL(url));
        context.setDefaultTimeout(TIMEOUT_MS);
        context.addInitScript(DETECT_PAYLOAD);
        context.onConsoleMessage(this::record);
        context.onWebError(error -> errors.add(error.error()));
        context.onRequest(request -> {
            if (!request.url().startsWith(url + "/") && !request.url().startsWith("data:")) {
                errors.add("called " + request.url());
            }
        });
        this.page = context.newPage();
        page.onDialog(dialog -> {
            errors.add("a dialog: " + dialog.message());
            dialog.dismiss();
        });
    }

    /** @param screen its address after {@code #/} */
    Page open(String screen) {
        page.navigate("/#/" + screen);
        return page;
    }

    BrowserContext context() {
        return context;
    }

    private void record(ConsoleMessage message) {
        if (message.type().equals("error")) {
            errors.add(message.text() + " " + message.location());
        }
    }

    /** Errors that match the pattern are not reported. */
    void expectError(String pattern) {
        expected = Pattern.compile(pattern).asPredicate();
    }

    List<String> errors() {
        return errors.stream().filter(expected.negate()).toList();
    }

    @Override
    public void close() {
        context.close();
    }
}
