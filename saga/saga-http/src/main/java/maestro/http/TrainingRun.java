package maestro.http;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;

/**
 * Runs a service whose own jar is kept off the class path. An AOT cache that is made of such a run holds libraries alone, so it fits
 * every service that puts its jar after the same libraries, and outlives changes of the services.
 */
final class TrainingRun {

    private TrainingRun() {}

    /** Arguments: the service's jar, and its main class. The class loader lives as long as the process. */
    @SuppressWarnings("resource")
    public static void main(String... args) throws Exception {
        URL[] jar = {Path.of(args[0]).toUri().toURL()};
        ClassLoader service = new URLClassLoader(jar, TrainingRun.class.getClassLoader());
        Thread.currentThread().setContextClassLoader(service);
        service.loadClass(args[1]).getMethod("main", String[].class).invoke(null, (Object) new String[0]);
    }
}
