package maestro.saga.bpmn;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Locator;

/** Where tags begin: a parser only tells where they end, which may be many lines below. */
final class Lines {

    private final String text;
    private final int[] starts;

    Lines(String text) {
        this.text = text;
        this.starts = starts(text);
    }

    private static int[] starts(String text) {
        int[] found = new int[16];
        int lines = 1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean breaks = c == '\n' || (c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n'));
            if (breaks) {
                found = lines < found.length ? found : Arrays.copyOf(found, lines * 2);
                found[lines++] = i + 1;
            }
        }
        return Arrays.copyOf(found, lines);
    }

    /** @param end right behind the tag */
    int ofTagBefore(@Nullable Locator end) {
        if (end == null || end.getLineNumber() < 1) {
            return 1;
        }
        int line = Math.min(end.getLineNumber(), starts.length);
        int offset = Math.min(text.length(), starts[line - 1] + Math.max(end.getColumnNumber(), 1) - 1);
        int tag = text.lastIndexOf('<', offset - 1);
        return tag < 0 ? line : lineOf(tag);
    }

    private int lineOf(int offset) {
        int at = Arrays.binarySearch(starts, offset);
        return at >= 0 ? at + 1 : -at - 1;
    }
}
