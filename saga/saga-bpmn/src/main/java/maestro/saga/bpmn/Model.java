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

/** A valid file as the BPMN library has it, with the place of each element. */
final class Model {

    private static final Library LIBRARY = new Library();
    private static final Pattern DECLARATION = Pattern.compile("\\A\\uFEFF?<\\?xml[^>]*>");

    private final BpmnModelInstance bpmn;
    private final Map<DomElement, Place> places = new HashMap<>();

    private Model(BpmnModelInstance bpmn, List<Place> inOrder) {
        this.bpmn = bpmn;
        locate(bpmn.getDocument().getRootElement(), inOrder.iterator());
    }

    /** What a file must keep to. */
    static Schema schema() {
        return Library.SCHEMA;
    }

    /** @param places of all elements, in the file's order */
    static Model of(String xml, List<Place> places) {
        byte[] bytes = withoutDeclaration(xml).getBytes(StandardCharsets.UTF_8);
        return new Model((BpmnModelInstance) LIBRARY.parseModelFromStream(new ByteArrayInputStream(bytes)), places);
    }

    /** It may name the encoding that the file had before it became text. Lines stay where they are. */
    private static String withoutDeclaration(String xml) {
        Matcher declaration = DECLARATION.matcher(xml);
        return declaration.find()
                ? declaration.group().replaceAll("[^\r\n]", "") + xml.substring(declaration.end())
                : xml;
    }

    private void locate(DomElement element, Iterator<Place> inOrder) {
        places.put(element, inOrder.next());
        element.getChildElements().forEach(child -> locate(child, inOrder));
    }

    <T extends ModelElementInstance> Collection<T> all(Class<T> type) {
        return bpmn.getModelElementsByType(type);
    }

    Place place(ModelElementInstance element) {
        return place(element.getDomElement());
    }

    Place place(DomElement element) {
        return places.getOrDefault(element, Place.FILE);
    }

    /** The element that an attribute names, if there is one and it is of this type. */
    <T> @Nullable T target(ModelElementInstance from, String attribute, Class<T> type) {
        String id = reference(from, attribute);
        ModelElementInstance found = id == null ? null : bpmn.getModelElementById(id);
        return type.isInstance(found) ? type.cast(found) : null;
    }

    /** The id that an attribute names. */
    static @Nullable String reference(ModelElementInstance from, String attribute) {
        String value = from.getDomElement().getAttribute(attribute);
        return value == null || value.isBlank() ? null : localPart(value);
    }

    /** An id may be named with a namespace's prefix. */
    static String localPart(String name) {
        return name.substring(name.indexOf(':') + 1).strip();
    }

    /** The library's parser keeps to the schema that it ships; as the library sets it up, it would also fetch those that a file asks for. */
    private static final class Library extends AbstractModelParser {

        private static final Schema SCHEMA = compile();

        private static Schema compile() {
            URL source = Bpmn.class.getClassLoader().getResource(BpmnModelConstants.BPMN_20_SCHEMA_LOCATION);
            try {
                return SchemaFactory.newDefaultInstance().newSchema(source);
            } catch (SAXException e) {
                throw new IllegalStateException("The BPMN library's schema can't be read", e);
            }
        }

        @Override
        protected void configureFactory(DocumentBuilderFactory factory) {
            try {
                factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
                factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            } catch (ParserConfigurationException e) {
                throw new IllegalStateException("This Java has no XML parser as it is needed", e);
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
