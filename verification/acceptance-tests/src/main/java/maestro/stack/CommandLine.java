package maestro.stack;

import java.util.Iterator;

/** What a program that works on a stack is asked for, word by word. */
public final class CommandLine {

    private CommandLine() {}

    /**
     * The number that follows an option.
     *
     * @throws IllegalArgumentException in words for whoever gave them
     */
    public static long number(String option, Iterator<String> rest) {
        String word = rest.hasNext() ? rest.next() : "nothing";
        if (!word.matches("\\d{1,9}")) {
            throw new IllegalArgumentException(
                    "%s takes a whole number of nine digits at most, not %s".formatted(option, word));
        }
        return Long.parseLong(word);
    }
}
