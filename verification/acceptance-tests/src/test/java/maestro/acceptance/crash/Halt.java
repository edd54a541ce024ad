package maestro.acceptance.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * A purchase was halted at its crash point: one line of a file. The operating system keeps it when the process is
 * killed.
 */
public record Halt(String customer, String point, String purchase) {

    private static final Path FILE = Path.of("halts.txt");

    /** All halts of all processes, in order. An incomplete last line is ignored. */
    public static List<Halt> readAll(Path folder) {
        try {
            Path file = folder.resolve(FILE);
            String text = Files.exists(file) ? Files.readString(file) : "";
            return text.substring(0, text.lastIndexOf('\n') + 1)
                    .lines()
                    .map(Halt::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void appendTo(Path folder) {
        try {
            Files.writeString(
                    folder.resolve(FILE),
                    "%s %s %s\n".formatted(customer, point, purchase),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Halt parse(String line) {
        String[] words = line.split(" ", 3);
        return new Halt(words[0], words[1], words[2]);
    }
}
