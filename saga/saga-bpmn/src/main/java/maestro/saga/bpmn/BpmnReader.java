package maestro.saga.bpmn;

import java.util.List;
import java.util.Set;
import maestro.saga.bpmn.ParseResult.Read;
import maestro.saga.bpmn.ParseResult.Refused;
import maestro.saga.flow.Flow;
import maestro.saga.flow.FlowDefaults;
import org.jspecify.annotations.Nullable;
import org.operaton.bpm.model.xml.ModelException;

/** Makes a {@link Flow} of a BPMN 2.0 file, or says all that is in the way. Any text may be given to it. */
public final class BpmnReader {

    private final Set<String> services;
    private final FlowDefaults defaults;

    /**
     * @param services that a step may call
     * @param defaults for what a file doesn't say
     */
    public BpmnReader(Set<String> services, FlowDefaults defaults) {
        this.services = Set.copyOf(services);
        this.defaults = defaults;
    }

    /**
     * @param name of the flow, whatever the file says
     * @param xml an encoding that it declares doesn't count any more
     */
    public ParseResult read(String name, int version, String xml) {
        var problems = new Problems();
        List<Place> places = XmlFile.check(xml, Model.schema(), problems);
        Flow flow = places == null ? null : read(name, version, xml, places, problems);
        return flow == null ? new Refused(problems.inOrder()) : new Read(flow);
    }

    private @Nullable Flow read(String name, int version, String xml, List<Place> places, Problems problems) {
        try {
            Model model = Model.of(xml, places);
            return new Diagram(model, new Steps(services, defaults, model, problems), problems).read(name, version);
        } catch (ModelException e) {
            problems.add(Place.FILE, "The BPMN library can't read it: %s", String.valueOf(e.getMessage()));
            return null;
        }
    }
}
