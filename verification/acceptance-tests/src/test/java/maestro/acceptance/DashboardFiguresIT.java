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
 * The page under load: 10,000 purchases in the list, 50 a second under way. Prints its long tasks and its heap, by
 * {@code -Dmaestro.dashboard.figures=SECONDS}, for which each screen is looked at.
 */
@EnabledIfSystemProperty(named = DashboardFiguresIT.SECONDS, matches = "\\d+")
class DashboardFiguresIT extends DashboardScenario {

    static final String SECONDS = "maestro.dashboard.figures";

    private static final int PURCHASES = 10_000;

    /** What the browser tells of tasks that took 50 ms or more. */
    private static final String WATCH = """
            window.longTasks = [];
            new PerformanceObserver(list => list.getEntries().forEach(task => longTasks.push(`${Math.round(task.duration)} ms after ${Math.round(task.startTime)}`)))
              .observe({type: 'longtask', buffered: true});""";

    private final int seconds = Integer.getInteger(SECONDS, 180);

    DashboardFiguresIT(Stack stack, Browser browser) {
        super(stack, browser);
    }

    @Test
    @Timeout(value = 30, unit = TimeUnit.MINUTES)
    void staysFluidAndSmall() {
        Page starter = opens("play");
        whenALoadRuns(starter, PURCHASES, 200);
        assertThat(starter.locator("[aria-labelledby=many] [role=status]"))
                .hasText("The load has ended.", new HasTextOptions().setTimeout(300_000));
        whenALoadRuns(starter, 100_000, 50);
        starter.close();

        for (String screen : List.of("", "purchases")) {
            BrowserSession visitor = visitor();
            visitor.context().addInitScript(WATCH);
            Page page = visitor.open(screen);
            assertThat(page.locator(".live")).hasText("Live");
            page.waitForTimeout(5_000);
            List<Object> longTasks = new ArrayList<>(longTasks(page));
            long atFirst = heapBytes(page);
            page.waitForTimeout(1000.0 * seconds);
            longTasks.addAll(longTasks(page));
            long atLast = heapBytes(page);
            System.out.printf(
                    "#/%s for %d s: heap %,d kB, then %,d kB; tasks of 50 ms and more: %s%n",
                    screen, seconds, atFirst / 1024, atLast / 1024, longTasks);
            assertThat(atLast).as("bytes of heap").isLessThan(2 * atFirst);
            page.close();
        }
        new Http(orchestrator.url()).delete("/load");
    }

    private static void whenALoadRuns(Page page, int purchases, int perSecond) {
        page.getByLabel("Purchases").fill(String.valueOf(purchases));
        page.getByLabel("A second").fill(String.valueOf(perSecond));
        button(page, "Start").click();
        assertThat(button(page, "Stop")).isEnabled();
    }

    /** Those since it was asked before. */
    private static List<?> longTasks(Page page) {
        return (List<?>) page.evaluate("longTasks.splice(0)");
    }

    /** After a collection of what is garbage, which may be a long task itself: its time is the test's, not the page's. */
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
