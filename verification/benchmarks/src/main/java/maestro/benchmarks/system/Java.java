package maestro.benchmarks.system;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** JVMs of their own. */
public final class Java {

    /** Where the repository is, seen from where this runs. */
    public static final Path HOME = Path.of(System.getProperty("maestro.home", "../.."));

    /** As the launcher starts the orchestrator; whoever is compared with it gets the same. */
    public static final List<String> SERVER_FLAGS = List.of("-XX:+UseSerialGC", "-Xms96m", "-Xmn64m", "-Xmx512m");

    private Java() {}

    /**
     * One of the services' jars.
     *
     * @param flags for the JVM, which stand over those of all
     */
    public static Program service(String name, Path jar, Path data, Map<String, String> settings, List<String> flags) {
        var words = new ArrayList<>(flags);
        words.addAll(List.of("-jar", jar.toString()));
        return start(name, data, settings, words);
    }

    static Path jar(String module, String name) {
        return HOME.resolve(module).resolve("target").resolve(name + ".jar");
    }

    /** A main class of this jar. */
    public static Program main(
            Class<?> main, String name, Path data, Map<String, String> settings, List<String> arguments) {
        var words = new ArrayList<>(List.of(
                "-cp",
                jar("benchmarks", "benchmarks").toString(),
                "-Dloader.main=" + main.getName(),
                "org.springframework.boot.loader.launch.PropertiesLauncher"));
        words.addAll(arguments);
        return start(name, data, settings, words);
    }

    private static Program start(String name, Path data, Map<String, String> settings, List<String> words) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(SERVER_FLAGS);
        command.addAll(words);
        var all = new HashMap<>(settings);
        all.put("MAESTRO_DATA", data.resolve(name).toString());
        return Program.start(name, data, all, command);
    }
}
