package maestro.acceptance.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** A purchase stands at its crash point: a line in a file that outlives the process. */
public record Stop(String customer, String place, String purchase) {

    private static final Path FILE = Path.of("stops.txt");

    /** All there ever were, in order; a line that is still being written isn't there yet. */
    public static List<Stop> in(Path folder) {
        try {
            Path file = folder.resolve(FILE);
            String text = Files.exists(file) ? Files.readString(file) : "";
            return text.substring(0, text.lastIndexOf('\n') + 1)
                    .lines()
                    .map(Stop::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is in the file outlives a killed process. */
    void writeTo(Path folder) {
        try {
            Files.writeString(
                    folder.resolve(FILE),
                    "%s %s %s\n".formatted(customer, place, purchase),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stop read(String line) {
        String[] words = line.split(" ", 3);
        return new Stop(words[0], words[1], words[2]);
    }
}
