package maestro.launcher;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Keeps two launchers from starting or stopping services at the same time. The operating system releases it. */
final class LauncherLock implements AutoCloseable {

    private final FileChannel channel;

    private LauncherLock(FileChannel channel) {
        this.channel = channel;
    }

    static LauncherLock acquire(Settings settings) {
        try {
            Files.createDirectories(settings.run());
            Files.createDirectories(settings.logs());
            Path file = settings.run().resolve("lock");
            var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                channel.close();
                throw new LauncherException("another ./maestro is at work on " + settings.data());
            }
            return new LauncherLock(channel);
        } catch (IOException e) {
            throw new LauncherException("can't write to %s: %s".formatted(settings.data(), e.getMessage()));
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new LauncherException("can't release the lock: " + e.getMessage());
        }
    }
}
