package maestro.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** One service of the stack as a process that outlives the launcher. Its pid file is in the run folder. */
final class ServiceProcess {

    private static final int READY_TIMEOUT_MS = 2_000;

    private final Settings settings;
    private final String name;

    ServiceProcess(Settings settings, String name) {
        this.settings = settings;
        this.name = name;
    }

    String name() {
        return name;
    }

    Path log() {
        return settings.logs().resolve(name + ".log");
    }

    /** The folder that holds the running service's own copy of its jars. */
    Path folder() {
        return settings.run().resolve(name);
    }

    private Path pidFile() {
        return settings.run().resolve(name + ".pid");
    }

    /** The running process. A pid file whose number another program has by now is ignored. */
    Optional<ProcessHandle> running() {
        return recorded().filter(process -> isOurs(process));
    }

    /** Whether the service was started and has ended without being stopped. */
    boolean hasCrashed() {
        return Files.exists(pidFile()) && running().isEmpty();
    }

    private Optional<ProcessHandle> recorded() {
        try {
            return ProcessHandle.of(Long.parseLong(Files.readString(pidFile()).strip()))
                    .filter(ProcessHandle::isAlive);
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** By the start time, which is written beside the pid: a process that took over the number is younger. */
    private boolean isOurs(ProcessHandle process) {
        Instant started = process.info().startInstant().orElse(Instant.MIN);
        try {
            Instant recorded = Files.getLastModifiedTime(pidFile()).toInstant();
            return Duration.between(recorded, started).abs().compareTo(Duration.ofSeconds(10)) < 0;
        } catch (IOException e) {
            return false;
        }
    }

    boolean isReady() {
        return Http.get(settings.address(name) + "/actuator/health/readiness", READY_TIMEOUT_MS)
                        .status()
                == 200;
    }

    /** Starts a copy of the jars: a later build can't replace the code of a running service. */
    void start(ServiceFiles files, Function<Path, List<String>> arguments) {
        try {
            Folders.delete(folder());
            Files.createDirectories(folder());
            files.copyTo(folder(), name);
            Files.write(folder().resolve("arguments"), arguments.apply(folder()));
            if (Files.exists(log())) {
                Files.move(log(), log().resolveSibling(name + ".log.1"), StandardCopyOption.REPLACE_EXISTING);
            }
            List<String> command = new ArrayList<>();
            if (!System.getProperty("os.name").startsWith("Windows")) {
                // Ctrl-C ends the launcher, `down` the services.
                command.addAll(List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"", "sh"));
            }
            command.add(ServiceFiles.java().toString());
            command.addAll(files.jvmOptions(name));
            command.add("@" + folder().resolve("arguments"));
            var builder = new ProcessBuilder(command)
                    .directory(settings.data().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log().toFile())
                    .redirectInput(ProcessBuilder.Redirect.from(ServiceFiles.NULL_DEVICE));
            configure(builder.environment());
            Process process = builder.start();
            Files.writeString(pidFile(), Long.toString(process.pid()));
        } catch (IOException e) {
            throw new LauncherException("can't start %s: %s".formatted(name, e.getMessage()));
        }
    }

    private void configure(Map<String, String> environment) {
        for (String participant : Settings.PARTICIPANTS) {
            environment.put(
                    "MAESTRO_PARTICIPANTS_%s_URL".formatted(participant.toUpperCase(Locale.ROOT)),
                    settings.address(participant));
        }
        environment.put("SERVER_PORT", Integer.toString(settings.port(name)));
        environment.put("MAESTRO_DATA", settings.data().toString());
        environment.putIfAbsent("MAESTRO_CHOREOGRAPHY", "naive");
    }

    /** Asks the process to stop. Returns false if it does not run. */
    boolean stop() {
        return running().map(ProcessHandle::destroy).orElse(false);
    }

    void kill() {
        running().ifPresent(ProcessHandle::destroyForcibly);
    }

    void forget() {
        try {
            Files.deleteIfExists(pidFile());
            Folders.delete(folder());
        } catch (IOException e) {
            throw new LauncherException("can't remove " + folder() + ": " + e.getMessage());
        }
    }
}
