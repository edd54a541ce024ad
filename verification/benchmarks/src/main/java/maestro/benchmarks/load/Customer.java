package maestro.benchmarks.load;

import java.io.IOException;

/** Buys the same again and again. */
public interface Customer extends AutoCloseable {

    /** Buys one, and waits for its end; the answer's status. */
    int buy() throws IOException;

    @Override
    void close() throws IOException;

    /** Where customers come from. */
    interface Door {
        Customer enter() throws IOException;
    }
}
