package maestro.saga.bpmn;

import org.jspecify.annotations.Nullable;

/**
 * A reason for which a file is refused.
 *
 * @param element the id of the element
 * @param name the label of the element in the diagram
 * @param line the line of the file on which the element begins
 * @param problem what is wrong, and how to correct it
 */
public record Problem(@Nullable String element, @Nullable String name, int line, String problem) {}
