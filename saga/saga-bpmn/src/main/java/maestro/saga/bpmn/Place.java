package maestro.saga.bpmn;

import org.jspecify.annotations.Nullable;

/** An element of the file. */
record Place(@Nullable String id, @Nullable String name, int line) {

    static final Place FILE = new Place(null, null, 1);
}
