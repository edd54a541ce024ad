package maestro.saga.bpmn;

import org.jspecify.annotations.Nullable;

/** An element of the file, and the line on which it begins. */
record SourceLocation(@Nullable String elementId, @Nullable String elementName, int line) {

    static final SourceLocation FILE = new SourceLocation(null, null, 1);

    SourceLocation atLine(int other) {
        return new SourceLocation(elementId, elementName, other);
    }
}
