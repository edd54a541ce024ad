package maestro.saga.bpmn;

import java.util.Arrays;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Locator;

/** Finds the line on which a tag begins. A parser reports only the end of a tag, which can be many lines below. */
final class LineIndex {

    private static final Pattern LINE_BREAK = Pattern.compile("\r\n?|\n");

    private final String text;
    private final int[] starts;

    LineIndex(String text) {
        this.text = text;
        this.starts = IntStream.concat(
                        IntStream.of(0), LINE_BREAK.matcher(text).results().mapToInt(MatchResult::end))
                .toArray();
    }

    /** @param end the position after the last character of the tag */
    int lineOfTagBefore(@Nullable Locator end) {
        if (end == null || end.getLineNumber() < 1) {
            return 1;
        }
        int line = Math.min(end.getLineNumber(), starts.length);
        int offset = Math.min(text.length(), starts[line - 1] + Math.max(end.getColumnNumber(), 1) - 1);
        int tag = text.lastIndexOf('<', offset - 1);
        return tag < 0 ? line : lineOf(tag);
    }

    private int lineOf(int offset) {
        int found = Arrays.binarySearch(starts, offset);
        return found >= 0 ? found + 1 : -found - 1;
    }
}
