package maestro.saga.bpmn;

import java.util.List;
import java.util.Set;
import maestro.saga.bpmn.ParseResult.Read;
import maestro.saga.bpmn.ParseResult.Refused;
import maestro.saga.flow.Flow;
import maestro.saga.flow.FlowDefaults;
import org.jspecify.annotations.Nullable;
import org.operaton.bpm.model.xml.ModelException;

/** Reads a {@link Flow} from a BPMN 2.0 file. Safe for untrusted input and for concurrent use. */
public final class BpmnReader {

    private final Set<String> services;
    private final FlowDefaults defaults;

    /**
     * @param services the services that a step may call
     * @param defaults for the settings that a file omits
     */
    public BpmnReader(Set<String> services, FlowDefaults defaults) {
        this.services = Set.copyOf(services);
        this.defaults = defaults;
    }

    /**
     * @param name of the flow; the name in the file is not used
     * @param xml the decoded file; an encoding declaration in it is ignored
     */
    public ParseResult read(String name, int version, String xml) {
        var problems = new ProblemCollector();
        List<SourceLocation> locations = XmlValidator.validate(xml, BpmnModel.schema(), problems);
        Flow flow = locations == null ? null : parse(name, version, xml, locations, problems);
        return flow == null ? new Refused(problems.sorted()) : new Read(flow);
    }

    private @Nullable Flow parse(
            String name, int version, String xml, List<SourceLocation> locations, ProblemCollector problems) {
        try {
            BpmnModel model = BpmnModel.parse(xml, locations, problems);
            return new ProcessParser(model, new StepParser(services, defaults, model)).parse(name, version);
        } catch (ModelException e) {
            problems.add(SourceLocation.FILE, "The BPMN library can't read the file: " + e.getMessage());
            return null;
        }
    }
}
