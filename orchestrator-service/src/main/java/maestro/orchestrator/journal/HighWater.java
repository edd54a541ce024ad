package maestro.orchestrator.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A note beside the journal's file of how far the journal had come, a second or two ago. H2 opens a file whose end was cut off as
 * it was some time before, without a word: the note tells it from one that is whole.
 */
public final class HighWater {

    private static final Pattern FILE = Pattern.compile("^jdbc:h2:file:([^;]+)");

    private final @Nullable Path note;
    private long noted;

    private HighWater(@Nullable Path note) {
        this.note = note;
    }

    /** For a database without a file of its own there is nothing to note. */
    public static HighWater beside(String jdbcUrl) {
        Matcher file = FILE.matcher(jdbcUrl);
        return new HighWater(file.find() ? Path.of(file.group(1) + ".position") : null);
    }

    /**
     * Compares what the journal has with what it had.
     *
     * @throws TornJournalException if a part of it is missing
     */
    public void check(long position) {
        if (note == null || !Files.exists(note)) {
            return;
        }
        long before = read(note);
        if (position < before) {
            throw new TornJournalException(
                    "The journal ends at position %d, but it had come to %d: its file is torn, or an older copy."
                            .formatted(position, before),
                    note);
        }
    }

    void advance(long position) {
        if (note == null || position <= noted) {
            return;
        }
        try {
            Path next = note.resolveSibling(note.getFileName() + ".new");
            Files.writeString(next, Long.toString(position));
            Files.move(next, note, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            noted = position;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long read(Path note) {
        try {
            return Long.parseLong(Files.readString(note).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NumberFormatException e) {
            throw new IllegalStateException("%s holds no position: remove it".formatted(note), e);
        }
    }

    /** A part of the journal is missing. */
    public static final class TornJournalException extends RuntimeException {
        private final String note;

        TornJournalException(String message, Path note) {
            super(message);
            this.note = note.toString();
        }

        /** The file that knows of more. */
        public String note() {
            return note;
        }
    }
}
