package maestro.saga.bpmn;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.operaton.bpm.model.bpmn.impl.BpmnModelConstants;
import org.operaton.bpm.model.bpmn.instance.FlowElement;
import org.operaton.bpm.model.bpmn.instance.FlowNode;
import org.operaton.bpm.model.bpmn.instance.SequenceFlow;
import org.operaton.bpm.model.xml.instance.DomElement;

/** What is drawn in a process, or in a sub-process, and how sequence flows join it. */
final class Graph {

    private final Model model;
    private final Problems problems;
    private final Map<FlowNode, List<SequenceFlow>> in = new LinkedHashMap<>();
    private final Map<FlowNode, List<SequenceFlow>> out = new LinkedHashMap<>();

    private Graph(Model model, Problems problems) {
        this.model = model;
        this.problems = problems;
    }

    static Graph of(Collection<FlowElement> elements, Model model, Problems problems) {
        var graph = new Graph(model, problems);
        for (FlowElement element : elements) {
            if (element instanceof FlowNode node) {
                graph.in.put(node, new ArrayList<>());
                graph.out.put(node, new ArrayList<>());
            }
        }
        for (FlowElement element : elements) {
            if (element instanceof SequenceFlow flow) {
                graph.add(flow);
            }
        }
        graph.nodes().forEach(graph::compareWithLists);
        return graph;
    }

    private void add(SequenceFlow flow) {
        FlowNode source = model.target(flow, "sourceRef", FlowNode.class);
        FlowNode target = model.target(flow, "targetRef", FlowNode.class);
        if (source == null || target == null || !out.containsKey(source) || !in.containsKey(target)) {
            problems.add(
                    model.place(flow),
                    "This sequence flow leaves the process or sub-process that it is in, or joins what is no step, event or"
                            + " gateway: draw it again.");
            return;
        }
        out.get(source).add(flow);
        in.get(target).add(flow);
    }

    /** A node may also list its flows: it has to be the same ones, and says in which order they leave. */
    private void compareWithLists(FlowNode node) {
        compare(node, "incoming", in(node));
        List<String> listed = compare(node, "outgoing", out(node));
        if (listed.size() == out(node).size()) {
            out(node).sort(Comparator.comparingInt(flow -> listed.indexOf(flow.getId())));
        }
    }

    private List<String> compare(FlowNode node, String list, List<SequenceFlow> flows) {
        List<String> listed = node.getDomElement().getChildElementsByNameNs(BpmnModelConstants.BPMN20_NS, list).stream()
                .map(DomElement::getTextContent)
                .map(Model::localPart)
                .toList();
        List<String> drawn = flows.stream().map(SequenceFlow::getId).toList();
        for (String id : listed) {
            if (!drawn.contains(id)) {
                problems.add(
                        model.place(node),
                        "It lists %s as %s, but no such sequence flow is drawn: remove the entry or draw the flow.",
                        id,
                        list);
            }
        }
        return listed;
    }

    List<FlowNode> nodes() {
        return List.copyOf(in.keySet());
    }

    List<SequenceFlow> in(FlowNode node) {
        return in.getOrDefault(node, List.of());
    }

    /** In the order in which their conditions are asked. */
    List<SequenceFlow> out(FlowNode node) {
        return out.getOrDefault(node, List.of());
    }

    FlowNode source(SequenceFlow flow) {
        return nodeAt(flow, "sourceRef");
    }

    FlowNode target(SequenceFlow flow) {
        return nodeAt(flow, "targetRef");
    }

    private FlowNode nodeAt(SequenceFlow flow, String end) {
        FlowNode node = model.target(flow, end, FlowNode.class);
        if (node == null) {
            throw new IllegalArgumentException("Not a flow of this graph: " + flow.getId());
        }
        return node;
    }

    List<FlowNode> next(FlowNode node) {
        return out(node).stream().map(this::target).toList();
    }
}
