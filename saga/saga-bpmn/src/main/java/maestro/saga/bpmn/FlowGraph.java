package maestro.saga.bpmn;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.operaton.bpm.model.bpmn.impl.BpmnModelConstants;
import org.operaton.bpm.model.bpmn.instance.FlowElement;
import org.operaton.bpm.model.bpmn.instance.FlowNode;
import org.operaton.bpm.model.bpmn.instance.ParallelGateway;
import org.operaton.bpm.model.bpmn.instance.SequenceFlow;
import org.operaton.bpm.model.xml.instance.DomElement;

/** The flow nodes of a process or sub-process, and the sequence flows between them. */
final class FlowGraph {

    private final BpmnModel model;
    private final Map<FlowNode, List<SequenceFlow>> incoming = new LinkedHashMap<>();
    private final Map<FlowNode, List<SequenceFlow>> outgoing = new LinkedHashMap<>();

    private FlowGraph(BpmnModel model) {
        this.model = model;
    }

    static FlowGraph of(Collection<FlowElement> elements, BpmnModel model) {
        var graph = new FlowGraph(model);
        for (FlowElement element : elements) {
            if (element instanceof FlowNode node) {
                graph.incoming.put(node, new ArrayList<>());
                graph.outgoing.put(node, new ArrayList<>());
            }
        }
        for (FlowElement element : elements) {
            if (element instanceof SequenceFlow flow) {
                graph.add(flow);
            }
        }
        graph.nodes().forEach(graph::checkLists);
        return graph;
    }

    private void add(SequenceFlow flow) {
        FlowNode source = model.referenced(flow, "sourceRef", FlowNode.class);
        FlowNode target = model.referenced(flow, "targetRef", FlowNode.class);
        if (source == null || target == null || !outgoing.containsKey(source) || !incoming.containsKey(target)) {
            model.report(
                    flow,
                    "This sequence flow must connect two steps, events or gateways of the same process or sub-process."
                            + " Draw the sequence flow again.");
            return;
        }
        outgoing.get(source).add(flow);
        incoming.get(target).add(flow);
    }

    /** A node can also list its sequence flows. The list of the outgoing ones determines their order. */
    private void checkLists(FlowNode node) {
        checkList(node, "incoming", incoming(node));
        List<String> listed = checkList(node, "outgoing", outgoing(node));
        if (listed.size() == outgoing(node).size()) {
            outgoing(node).sort(Comparator.comparingInt(flow -> listed.indexOf(flow.getId())));
        }
    }

    private List<String> checkList(FlowNode node, String list, List<SequenceFlow> flows) {
        List<String> listed = node.getDomElement().getChildElementsByNameNs(BpmnModelConstants.BPMN20_NS, list).stream()
                .map(DomElement::getTextContent)
                .map(BpmnModel::localName)
                .toList();
        List<String> drawn = flows.stream().map(SequenceFlow::getId).toList();
        listed.stream()
                .filter(id -> !drawn.contains(id))
                .forEach(id -> model.report(
                        node,
                        "This element lists %s as %s, but has no such sequence flow.".formatted(id, list)
                                + " Remove the entry, or draw the flow."));
        return listed;
    }

    List<FlowNode> nodes() {
        return List.copyOf(incoming.keySet());
    }

    <T extends FlowNode> List<T> nodes(Class<T> type) {
        return incoming.keySet().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    List<SequenceFlow> incoming(FlowNode node) {
        return incoming.getOrDefault(node, List.of());
    }

    /** In the order in which an exclusive gateway evaluates the conditions. */
    List<SequenceFlow> outgoing(FlowNode node) {
        return outgoing.getOrDefault(node, List.of());
    }

    boolean isConnected(FlowNode node) {
        return !incoming(node).isEmpty() || !outgoing(node).isEmpty();
    }

    boolean isFork(FlowNode node) {
        return node instanceof ParallelGateway && outgoing(node).size() > 1;
    }

    boolean isJoin(FlowNode node) {
        return node instanceof ParallelGateway && incoming(node).size() > 1;
    }

    /** @param flow a sequence flow of this graph */
    FlowNode source(SequenceFlow flow) {
        return requireNonNull(model.referenced(flow, "sourceRef", FlowNode.class));
    }

    /** @param flow a sequence flow of this graph */
    FlowNode target(SequenceFlow flow) {
        return requireNonNull(model.referenced(flow, "targetRef", FlowNode.class));
    }

    List<FlowNode> successors(FlowNode node) {
        return outgoing(node).stream().map(this::target).toList();
    }
}
