package maestro.saga.bpmn;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.operaton.bpm.model.bpmn.impl.BpmnModelConstants;
import org.operaton.bpm.model.xml.instance.DomElement;
import org.operaton.bpm.model.xml.instance.ModelElementInstance;

/** The extension properties of one element, as the usual modelers' properties panels write them. */
final class Settings {

    static final String ZEEBE_NS = "http://camunda.org/schema/zeebe/1.0";

    /** What the element that holds them is called. */
    static final String LIST = "properties";

    private static final Set<String> NAMESPACES =
            Set.of(BpmnModelConstants.CAMUNDA_NS, BpmnModelConstants.OPERATON_NS, ZEEBE_NS);

    /** With its unit: a number alone might mean seconds or milliseconds. */
    private static final Pattern DURATION = Pattern.compile("\\d{1,9}(ms|s|m|h|d)|P[0-9DTHMS.]{2,30}");

    private static final Duration SHORTEST = Duration.ofMillis(1);

    private final Model model;
    private final Problems problems;
    private final Place owner;
    private final Map<String, DomElement> found = new LinkedHashMap<>();

    private Settings(Model model, Problems problems, Place owner) {
        this.model = model;
        this.problems = problems;
        this.owner = owner;
    }

    /** @param known the names that mean something on this element */
    static Settings of(ModelElementInstance element, Set<String> known, Model model, Problems problems) {
        var settings = new Settings(model, problems, model.place(element));
        element.getDomElement().getChildElements().stream()
                .filter(child -> isBpmn(child, "extensionElements"))
                .flatMap(extensions -> extensions.getChildElements().stream())
                .filter(list -> NAMESPACES.contains(list.getNamespaceURI())
                        && list.getLocalName().equals(LIST))
                .forEach(list -> settings.addAll(list.getChildElements(), known));
        return settings;
    }

    private static boolean isBpmn(DomElement element, String name) {
        return BpmnModelConstants.BPMN20_NS.equals(element.getNamespaceURI())
                && element.getLocalName().equals(name);
    }

    private void addAll(List<DomElement> properties, Set<String> known) {
        for (DomElement property : properties) {
            String name = property.getAttribute("name");
            if (name == null || !known.contains(name)) {
                String choice = known.isEmpty() ? "this element has none" : "there are %s".formatted(sorted(known));
                complain(property, "There is no property \"%s\": %s.", name, choice);
            } else if (found.putIfAbsent(name, property) != null) {
                complain(property, "The property %s is there twice: remove one.", name);
            }
        }
    }

    private static String sorted(Set<String> known) {
        return String.join(", ", known.stream().sorted().toList());
    }

    @Nullable String text(String name) {
        DomElement property = found.get(name);
        if (property == null) {
            return null;
        }
        String value = property.getAttribute("value");
        if (value == null || value.isBlank()) {
            complain(property, "The property %s is empty: give it a value, or remove it.", name);
            return null;
        }
        return value.strip();
    }

    int number(String name, int highest, int otherwise) {
        String text = text(name);
        if (text == null) {
            return otherwise;
        }
        int number = text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
        if (number < 1 || number > highest) {
            complain(name, "%s is \"%s\": it has to be a number from 1 to %d.", name, text, highest);
            return otherwise;
        }
        return number;
    }

    Duration duration(String name, Duration longest, Duration otherwise) {
        String text = text(name);
        if (text == null) {
            return otherwise;
        }
        Duration duration = parse(text);
        if (duration == null || duration.compareTo(SHORTEST) < 0 || duration.compareTo(longest) > 0) {
            String range = "from 1ms to %dh".formatted(longest.toHours());
            complain(name, "%s is \"%s\": it has to be a duration %s, written as 2s or PT2S.", name, text, range);
            return otherwise;
        }
        return duration;
    }

    private static @Nullable Duration parse(String text) {
        if (!DURATION.matcher(text).matches()) {
            return null;
        }
        try {
            if (text.endsWith("ms")) {
                return Duration.ofMillis(Long.parseLong(text.substring(0, text.length() - 2)));
            }
            return Duration.parse(text.startsWith("P") ? text : (text.endsWith("d") ? "P" : "PT") + text);
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    /** About the property with this name, if it is there, or about its owner. */
    @SuppressWarnings("AnnotateFormatMethod")
    void complain(String name, String problem, @Nullable Object... words) {
        problems.add(placeOf(found.get(name)), problem.formatted(words));
    }

    @SuppressWarnings("AnnotateFormatMethod")
    private void complain(DomElement property, String problem, @Nullable Object... words) {
        problems.add(placeOf(property), problem.formatted(words));
    }

    /** The element that the modeler shows, and the property's own line. */
    private Place placeOf(@Nullable DomElement property) {
        return property == null
                ? owner
                : new Place(owner.id(), owner.name(), model.place(property).line());
    }
}
