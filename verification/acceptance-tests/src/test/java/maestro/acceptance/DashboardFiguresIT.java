package maestro.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import maestro.stack.Http;
import maestro.stack.Stack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Measures the page with 10,000 purchases in the list and 50 new ones per second: prints long tasks and heap. Runs with
 * {@code -Dmaestro.dashboard.figures=SECONDS}, the time per screen.
 */
@EnabledIfSystemProperty(named = DashboardFiguresIT.SECONDS, matches = "\\d+")
class DashboardFiguresIT extends DashboardScenario {

    static final String SECONDS = "maestro.dashboard.figures";

    private static final int PURCHASES = 10_000;

    /** Collects the tasks that take 50 ms or more. */
    private static final String OBSERVER = """
            window.longTasks = [];
            const describe = task => `${Math.round(task.duration)} ms after ${Math.round(task.startTime)}`;
            new PerformanceObserver(list => longTasks.push(...list.getEntries().map(describe)))
              .observe({type: 'longtask', buffered: true});""";

    private final int seconds = Integer.getInteger(SECONDS, 180);

    DashboardFiguresIT(Stack stack, Browser browser) {
        super(stack, browser);
    }

    @Test
    @Timeout(value = 30, unit = TimeUnit.MINUTES)
    void hasBoundedHeap() {
        Page play = open("play");
        startLoad(play, PURCHASES, 200);
        assertThat(play.locator("[aria-labelledby=many] [role=status]"))
                .hasText("The load has ended.", new HasTextOptions().setTimeout(300_000));
        startLoad(play, 100_000, 50);
        play.close();

        for (String screen : List.of("", "purchases")) {
            BrowserSession visitor = visitor();
            visitor.context().addInitScript(OBSERVER);
            Page page = visitor.open(screen);
            assertThat(page.locator(".live")).hasText("Live");
            page.waitForTimeout(5_000);
            List<Object> longTasks = new ArrayList<>(longTasks(page));
            long before = heapBytes(page);
            page.waitForTimeout(1000.0 * seconds);
            longTasks.addAll(longTasks(page));
            long after = heapBytes(page);
            System.out.printf(
                    "#/%s for %d s: heap %,d kB, then %,d kB; tasks of 50 ms and more: %s%n",
                    screen, seconds, before / 1024, after / 1024, longTasks);
            assertThat(after).as("bytes of heap").isLessThan(2 * before);
            page.close();
        }
        new Http(orchestrator.url()).delete("/load");
    }

    private static void startLoad(Page page, int purchases, int perSecond) {
        page.getByLabel("Purchases").fill(String.valueOf(purchases));
        page.getByLabel("Per second").fill(String.valueOf(perSecond));
        button(page, "Start").click();
        assertThat(button(page, "Stop")).isEnabled();
    }

    /** The long tasks since the previous call. */
    private static List<?> longTasks(Page page) {
        return (List<?>) page.evaluate("longTasks.splice(0)");
    }

    /** The heap after a garbage collection. A long task of the collection itself is discarded. */
    private static long heapBytes(Page page) {
        CDPSession session = page.context().newCDPSession(page);
        session.send("HeapProfiler.collectGarbage");
        page.waitForTimeout(1_000);
        longTasks(page);
        JsonObject usage = session.send("Runtime.getHeapUsage");
        session.detach();
        return usage.get("usedSize").getAsLong();
    }
}
