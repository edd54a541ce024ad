package maestro.saga.bpmn;

import java.io.ByteArrayInputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.jspecify.annotations.Nullable;
import org.operaton.bpm.model.bpmn.Bpmn;
import org.operaton.bpm.model.bpmn.BpmnModelInstance;
import org.operaton.bpm.model.bpmn.impl.BpmnModelConstants;
import org.operaton.bpm.model.bpmn.impl.BpmnModelInstanceImpl;
import org.operaton.bpm.model.xml.impl.ModelImpl;
import org.operaton.bpm.model.xml.impl.parser.AbstractModelParser;
import org.operaton.bpm.model.xml.instance.DomDocument;
import org.operaton.bpm.model.xml.instance.DomElement;
import org.operaton.bpm.model.xml.instance.ModelElementInstance;
import org.xml.sax.SAXException;

/** The object model of a valid file, with the location and the problems of its elements. */
final class BpmnModel {

    private static final ModelParser PARSER = new ModelParser();
    private static final Pattern XML_DECLARATION = Pattern.compile("\\A\\uFEFF?<\\?xml[^>]*>");

    private final BpmnModelInstance instance;
    private final ProblemCollector problems;
    private final Map<DomElement, SourceLocation> locations = new HashMap<>();

    private BpmnModel(BpmnModelInstance instance, List<SourceLocation> locations, ProblemCollector problems) {
        this.instance = instance;
        this.problems = problems;
        assignLocations(instance.getDocument().getRootElement(), locations.iterator());
    }

    static Schema schema() {
        return ModelParser.SCHEMA;
    }

    /** @param locations of all elements, in the order of the file */
    static BpmnModel parse(String xml, List<SourceLocation> locations, ProblemCollector problems) {
        byte[] bytes = withoutDeclaration(xml).getBytes(StandardCharsets.UTF_8);
        var instance = (BpmnModelInstance) PARSER.parseModelFromStream(new ByteArrayInputStream(bytes));
        return new BpmnModel(instance, locations, problems);
    }

    /** The declaration can name the encoding of the file before it was decoded. Line breaks are kept. */
    private static String withoutDeclaration(String xml) {
        Matcher declaration = XML_DECLARATION.matcher(xml);
        return declaration.find()
                ? declaration.group().replaceAll("[^\r\n]", "") + xml.substring(declaration.end())
                : xml;
    }

    private void assignLocations(DomElement element, Iterator<SourceLocation> inOrder) {
        locations.put(element, inOrder.next());
        element.getChildElements().forEach(child -> assignLocations(child, inOrder));
    }

    <T extends ModelElementInstance> Collection<T> elements(Class<T> type) {
        return instance.getModelElementsByType(type);
    }

    SourceLocation location(DomElement element) {
        return locations.getOrDefault(element, SourceLocation.FILE);
    }

    private SourceLocation location(ModelElementInstance element) {
        return location(element.getDomElement());
    }

    void report(ModelElementInstance element, String problem) {
        report(location(element), problem);
    }

    void report(SourceLocation location, String problem) {
        problems.add(location, problem);
    }

    /** Reports a problem that an element would not have if its type were supported. */
    void reportIfSupported(ModelElementInstance element, String problem) {
        if (!isUnsupported(element)) {
            report(element, problem);
        }
    }

    boolean isUnsupported(ModelElementInstance element) {
        return problems.isUnsupported(location(element));
    }

    boolean hasProblems() {
        return !problems.isEmpty();
    }

    /** The element to which an attribute refers. Null if there is no such element of this type. */
    <T> @Nullable T referenced(ModelElementInstance from, String attribute, Class<T> type) {
        String id = reference(from, attribute);
        ModelElementInstance found = id == null ? null : instance.getModelElementById(id);
        return type.isInstance(found) ? type.cast(found) : null;
    }

    /** The id to which an attribute refers. Null if the attribute is empty. */
    static @Nullable String reference(ModelElementInstance from, String attribute) {
        String value = from.getDomElement().getAttribute(attribute);
        return value == null || value.isBlank() ? null : localName(value);
    }

    /** Removes the namespace prefix, which a reference can have. */
    static String localName(String name) {
        return name.substring(name.indexOf(':') + 1).strip();
    }

    /**
     * Validates only by the schema of the library. The parser of the library would fetch the schemas that a file names.
     */
    private static final class ModelParser extends AbstractModelParser {

        private static final Schema SCHEMA = compileSchema();

        private static Schema compileSchema() {
            URL source = Bpmn.class.getClassLoader().getResource(BpmnModelConstants.BPMN_20_SCHEMA_LOCATION);
            try {
                return SchemaFactory.newDefaultInstance().newSchema(source);
            } catch (SAXException e) {
                throw new IllegalStateException("The schema of the BPMN library can't be read", e);
            }
        }

        @Override
        protected void configureFactory(DocumentBuilderFactory factory) {
            try {
                factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
                factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            } catch (ParserConfigurationException e) {
                throw new IllegalStateException("The XML parser of this Java runtime lacks a required feature", e);
            }
            factory.setNamespaceAware(true);
            factory.setExpandEntityReferences(false);
            factory.setSchema(SCHEMA);
        }

        @Override
        protected BpmnModelInstanceImpl createModelInstance(DomDocument document) {
            return new BpmnModelInstanceImpl(
                    (ModelImpl) Bpmn.INSTANCE.getBpmnModel(), Bpmn.INSTANCE.getBpmnModelBuilder(), document);
        }
    }
}
