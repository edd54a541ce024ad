package maestro.launcher;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import maestro.process.ServiceProcess;

/**
 * The services' jars, extracted, and the AOT caches of their libraries. A service runs with its own jar after the
 * libraries, so one cache serves all participants and another one the orchestrator, until a library changes.
 */
final class ServiceFiles {

    private final Settings settings;
    private final Path extracted;
    private final Path caches;

    ServiceFiles(Settings settings) {
        this.settings = settings;
        this.extracted = settings.home().resolve("target").resolve("extracted");
        this.caches = settings.home().resolve("target").resolve("caches");
    }

    static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    static String kind(String service) {
        return service.equals(Settings.ORCHESTRATOR) ? Settings.ORCHESTRATOR : "participant";
    }

    Path jar(String service) {
        return settings.home().resolve(service + "-service").resolve("target").resolve(service + "-service.jar");
    }

    /** The fast compiler alone lets the participants, which are small, start sooner. */
    List<String> jvmOptions(String service) {
        String options = settings.javaOptions();
        if (options == null) {
            options = service.equals(Settings.ORCHESTRATOR)
                    ? "-XX:+UseSerialGC -Xms96m -Xmn64m -Xmx512m -XX:+ExitOnOutOfMemoryError"
                    : "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xms24m -Xmx128m -XX:+ExitOnOutOfMemoryError";
        }
        return Stream.of(options.split("\\s+")).filter(word -> !word.isEmpty()).toList();
    }

    /** Extracts the jars if they are newer than what was extracted. */
    void extract() {
        Path complete = extracted.resolve("complete");
        try {
            if (Files.exists(complete)
                    && Settings.SERVICES.stream().allMatch(service -> isOlder(jar(service), complete))) {
                return;
            }
            Folders.delete(extracted);
            for (String service : Settings.SERVICES) {
                Terminal.progress("  extracting " + service);
                run(
                        List.of(
                                java().toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-Djarmode=tools",
                                "-jar",
                                jar(service).toString(),
                                "extract",
                                "--force",
                                "--destination",
                                extracted.resolve(kind(service)).toString()),
                        settings.logs().resolve("build.log"));
            }
            Files.writeString(complete, "");
        } catch (IOException e) {
            throw new LauncherException("can't extract the services' jars: " + e.getMessage());
        }
    }

    private static boolean isOlder(Path file, Path reference) {
        try {
            return Files.getLastModifiedTime(file).compareTo(Files.getLastModifiedTime(reference)) < 0;
        } catch (IOException e) {
            return false;
        }
    }

    void copyTo(Path folder, String service) throws IOException {
        List<Path> jars =
                new ArrayList<>(libraries(extracted.resolve(kind(service)).resolve("lib")));
        jars.add(extracted.resolve(kind(service)).resolve(service + "-service.jar"));
        for (Path jar : jars) {
            Files.copy(jar, folder.resolve(jar.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
        }
    }

    /** In an order that is the same for all services. */
    static List<Path> libraries(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .filter(file -> !file.toString().endsWith("-service.jar"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new LauncherException("can't read " + folder + ": " + e.getMessage());
        }
    }

    static String classPath(List<Path> jars) {
        return jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    /** The lines of the argument file of an ordinary start. A JVM ignores a cache that does not fit. */
    List<String> arguments(String service, Path folder) {
        List<Path> classPath = new ArrayList<>(libraries(folder));
        classPath.add(folder.resolve(service + "-service.jar"));
        List<String> lines = new ArrayList<>(List.of("-Xlog:aot*=off", "-Xlog:cds*=off"));
        if (hasCache(kind(service))) {
            lines.add(quoted("-XX:AOTCache=" + cache(kind(service))));
        }
        lines.addAll(List.of("-cp", quoted(classPath(classPath)), mainClass(service)));
        return lines;
    }

    /** In an argument file a backslash is an escape. */
    static String quoted(String argument) {
        return '"' + argument.replace("\\", "\\\\") + '"';
    }

    static String mainClass(String service) {
        String type = Character.toUpperCase(service.charAt(0)) + service.substring(1) + "Application";
        return "maestro." + service + "." + type;
    }

    Path cache(String kind) {
        return caches.resolve(kind + ".aot");
    }

    boolean hasCache(String kind) {
        try {
            return Files.exists(cache(kind))
                    && Files.readString(caches.resolve(kind + ".key")).equals(cacheKey(kind));
        } catch (IOException e) {
            return false;
        }
    }

    boolean hasAllCaches() {
        return hasCache("participant") && hasCache(Settings.ORCHESTRATOR);
    }

    void keepCache(String kind, Path made) throws IOException {
        Files.createDirectories(caches);
        Files.deleteIfExists(caches.resolve(kind + ".key"));
        Files.move(made, cache(kind), StandardCopyOption.REPLACE_EXISTING);
        Files.writeString(caches.resolve(kind + ".key"), cacheKey(kind));
    }

    /** A cache belongs to these libraries, this JVM and these options. */
    private String cacheKey(String kind) throws IOException {
        var checksum = new CRC32();
        for (Path jar : libraries(extracted.resolve(kind).resolve("lib"))) {
            checksum.update(jar.getFileName().toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
            checksum.update((int) Files.size(jar));
            checksum.update(Long.toString(Files.getLastModifiedTime(jar).toMillis())
                    .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        }
        return "%x %s %s".formatted(checksum.getValue(), Runtime.version(), jvmOptions(kind));
    }

    static void run(List<String> command, Path log) throws IOException {
        Files.createDirectories(log.getParent());
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .redirectInput(ProcessBuilder.Redirect.from(ServiceProcess.NULL_DEVICE))
                .start();
        try {
            if (process.waitFor() != 0) {
                throw new LauncherException("%s failed; its log: %s".formatted(String.join(" ", command), log));
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new LauncherException("interrupted");
        }
    }
}
