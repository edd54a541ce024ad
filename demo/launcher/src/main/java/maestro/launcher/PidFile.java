package maestro.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The file by which a later command finds the process of a service. */
record PidFile(Path file) {

    /** The running process. A pid file whose number another program has by now is ignored. */
    Optional<ProcessHandle> process() {
        try {
            return ProcessHandle.of(Long.parseLong(Files.readString(file).strip()))
                    .filter(ProcessHandle::isAlive)
                    .filter(this::isOurs);
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** A process starts when its file is written. Another process with the same number starts later. */
    private boolean isOurs(ProcessHandle process) {
        Instant started = process.info().startInstant().orElse(Instant.MIN);
        try {
            Instant recorded = Files.getLastModifiedTime(file).toInstant();
            return Duration.between(recorded, started).abs().compareTo(Duration.ofSeconds(10)) < 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether the service was started and has ended without being stopped. */
    boolean isLeftByCrash() {
        return Files.exists(file) && process().isEmpty();
    }

    void write(ProcessHandle process) throws IOException {
        Files.writeString(file, Long.toString(process.pid()));
    }
}
