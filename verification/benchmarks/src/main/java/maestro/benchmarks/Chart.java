package maestro.benchmarks;

import java.util.List;

/** An SVG bar chart of the throughput with 32 clients, for light and dark backgrounds. */
final class Chart {

    private static final int CLIENTS = 32;
    private static final int ROW = 26;
    private static final int LEFT = 330;
    private static final int WIDTH = 420;

    private Chart() {}

    static String of(List<Summary> all) {
        var bars = all.stream()
                .filter(each -> each.scenario().clients() == CLIENTS)
                .toList();
        double max = bars.stream().mapToDouble(Summary::throughput).max().orElse(1);
        var svg = new StringBuilder("""
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 840 %d" role="img" \
                aria-label="Purchases per second, 32 clients">
                <style>
                text { font: 13px system-ui, sans-serif; fill: #1f2328 } rect { fill: #2563eb }
                @media (prefers-color-scheme: dark) { text { fill: #e6edf3 } rect { fill: #60a5fa } }
                </style>
                <text x="%d" y="18">purchases per second, 32 clients</text>
                """.formatted(ROW * (bars.size() + 1) + 10, LEFT));
        for (int i = 0; i < bars.size(); i++) {
            svg.append(bar(bars.get(i), ROW * (i + 1), max));
        }
        return svg.append("</svg>\n").toString();
    }

    private static String bar(Summary each, int y, double max) {
        int width = (int) Math.round(WIDTH * each.throughput() / max);
        return """
                <text x="%d" y="%d" text-anchor="end">%s, %s</text>
                <rect x="%d" y="%d" width="%d" height="18" rx="2"/>
                <text x="%d" y="%d">%.0f</text>
                """.formatted(
                        LEFT - 8,
                        y + 18,
                        each.system(),
                        each.scenario().name(),
                        LEFT,
                        y + 4,
                        width,
                        LEFT + width + 6,
                        y + 18,
                        each.throughput());
    }
}
