package maestro.saga.bpmn;

import java.util.Collection;
import java.util.List;
import org.operaton.bpm.model.bpmn.instance.CatchEvent;
import org.operaton.bpm.model.bpmn.instance.CompensateEventDefinition;
import org.operaton.bpm.model.bpmn.instance.ErrorEventDefinition;
import org.operaton.bpm.model.bpmn.instance.EventDefinition;
import org.operaton.bpm.model.bpmn.instance.FlowNode;
import org.operaton.bpm.model.bpmn.instance.TerminateEventDefinition;
import org.operaton.bpm.model.bpmn.instance.ThrowEvent;

enum EventType {
    NONE,
    ERROR,
    COMPENSATION,
    TERMINATE,
    /** Not supported, or several types at once. */
    OTHER;

    static EventType of(FlowNode event) {
        List<EventDefinition> definitions = List.copyOf(definitions(event));
        return switch (definitions.size()) {
            case 0 -> NONE;
            case 1 ->
                switch (definitions.getFirst()) {
                    case ErrorEventDefinition _ -> ERROR;
                    case CompensateEventDefinition _ -> COMPENSATION;
                    case TerminateEventDefinition _ -> TERMINATE;
                    default -> OTHER;
                };
            default -> OTHER;
        };
    }

    static Collection<EventDefinition> definitions(FlowNode event) {
        return switch (event) {
            case CatchEvent caught -> caught.getEventDefinitions();
            case ThrowEvent thrown -> thrown.getEventDefinitions();
            default -> List.of();
        };
    }
}
