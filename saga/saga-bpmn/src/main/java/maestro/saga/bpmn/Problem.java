package maestro.saga.bpmn;

import org.jspecify.annotations.Nullable;

/**
 * Why a file is refused, and what to do.
 *
 * @param element the id of the element that it is about
 * @param name that element's label in the diagram
 * @param line where that element begins in the file
 */
public record Problem(@Nullable String element, @Nullable String name, int line, String problem) {}
