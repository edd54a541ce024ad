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

    /** All there ever were, in order. */
    public static List<Stop> in(Path folder) {
        try {
            Path file = folder.resolve(FILE);
            return Files.exists(file)
                    ? Files.readAllLines(file).stream().map(Stop::read).toList()
                    : List.of();
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
