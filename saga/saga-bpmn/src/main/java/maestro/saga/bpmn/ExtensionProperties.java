package maestro.saga.bpmn;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.operaton.bpm.model.bpmn.impl.BpmnModelConstants;
import org.operaton.bpm.model.xml.instance.DomElement;
import org.operaton.bpm.model.xml.instance.ModelElementInstance;

/** The extension properties of one element, in the formats of the common modelers. */
final class ExtensionProperties {

    static final String ZEEBE_NS = "http://camunda.org/schema/zeebe/1.0";

    /** The name of the element that contains the properties. */
    static final String PROPERTIES = "properties";

    private static final Set<String> NAMESPACES =
            Set.of(BpmnModelConstants.CAMUNDA_NS, BpmnModelConstants.OPERATON_NS, ZEEBE_NS);

    /** The unit is required, because a number alone could be seconds or milliseconds. */
    private static final Pattern DURATION = Pattern.compile("\\d{1,9}(ms|s|m|h|d)|P[0-9DTHMS.]{2,30}");

    private static final Duration MIN_DURATION = Duration.ofMillis(1);

    private final BpmnModel model;
    private final SourceLocation owner;
    private final Map<String, DomElement> properties = new HashMap<>();

    private ExtensionProperties(BpmnModel model, SourceLocation owner) {
        this.model = model;
        this.owner = owner;
    }

    /**
     * Reports each property that is duplicate or not supported.
     *
     * @param supported the names of the properties that this element can have
     */
    static ExtensionProperties of(ModelElementInstance element, Set<String> supported, BpmnModel model) {
        DomElement owner = element.getDomElement();
        var properties = new ExtensionProperties(model, model.location(owner));
        owner.getChildElementsByNameNs(BpmnModelConstants.BPMN20_NS, "extensionElements").stream()
                .flatMap(extensions -> extensions.getChildElements().stream())
                .filter(list -> NAMESPACES.contains(list.getNamespaceURI())
                        && list.getLocalName().equals(PROPERTIES))
                .forEach(list -> properties.addAll(list.getChildElements(), supported));
        return properties;
    }

    private void addAll(List<DomElement> elements, Set<String> supported) {
        for (DomElement element : elements) {
            String name = element.getAttribute("name");
            if (name == null || !supported.contains(name)) {
                String advice = supported.isEmpty()
                        ? "Remove it, because this element has no properties."
                        : "Use one of %s.".formatted(String.join(", ", new TreeSet<>(supported)));
                model.report(location(element), "The property \"%s\" does not exist. %s".formatted(name, advice));
            } else if (properties.putIfAbsent(name, element) != null) {
                model.report(
                        location(element), "The property %s is set twice. Remove one of the values.".formatted(name));
            }
        }
    }

    /** Returns null if the property is missing or empty. */
    @Nullable String text(String name) {
        DomElement property = properties.get(name);
        if (property == null) {
            return null;
        }
        String value = property.getAttribute("value");
        if (value == null || value.isBlank()) {
            report(name, "The property %s is empty. Enter a value, or remove the property.".formatted(name));
            return null;
        }
        return value.strip();
    }

    int number(String name, int max, int defaultValue) {
        String text = text(name);
        if (text == null) {
            return defaultValue;
        }
        int number = text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
        if (number < 1 || number > max) {
            report(name, "%s is \"%s\", but must be a number from 1 to %d.".formatted(name, text, max));
            return defaultValue;
        }
        return number;
    }

    Duration duration(String name, Duration max, Duration defaultValue) {
        String text = text(name);
        if (text == null) {
            return defaultValue;
        }
        Duration duration = parseDuration(text);
        if (duration == null || duration.compareTo(MIN_DURATION) < 0 || duration.compareTo(max) > 0) {
            report(
                    name,
                    "%s is \"%s\", but must be a duration from 1ms to %dh, for example 2s or PT2S."
                            .formatted(name, text, max.toHours()));
            return defaultValue;
        }
        return duration;
    }

    private static @Nullable Duration parseDuration(String text) {
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

    /** Reports a problem at the line of the property, or of its element if the property is missing. */
    void report(String name, String problem) {
        DomElement property = properties.get(name);
        model.report(property == null ? owner : location(property), problem);
    }

    private SourceLocation location(DomElement property) {
        return owner.atLine(model.location(property).line());
    }
}
