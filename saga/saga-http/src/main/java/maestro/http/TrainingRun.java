package maestro.http;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;

/**
 * Runs a service whose own jar is not on the class path. An AOT cache recorded in such a run contains only libraries,
 * so that it is valid for every service with the same libraries in front of its own jar, and stays valid when a
 * service changes.
 */
final class TrainingRun {

    private TrainingRun() {}

    /** Arguments: the jar of the service and its main class. The class loader stays open until the process exits. */
    @SuppressWarnings("resource")
    public static void main(String... args) throws Exception {
        URL[] jar = {Path.of(args[0]).toUri().toURL()};
        ClassLoader service = new URLClassLoader(jar, TrainingRun.class.getClassLoader());
        Thread.currentThread().setContextClassLoader(service);
        service.loadClass(args[1]).getMethod("main", String[].class).invoke(null, (Object) new String[0]);
    }
}
