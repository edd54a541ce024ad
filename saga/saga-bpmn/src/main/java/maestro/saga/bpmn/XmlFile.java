package maestro.saga.bpmn;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import javax.xml.validation.Schema;
import javax.xml.validation.ValidatorHandler;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.Locator;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * The first pass over a file, before any library sees it: well-formed, within bounds, without a document type, valid by the
 * schema, and no element outside the {@link Subset}.
 */
final class XmlFile extends DefaultHandler {

    static final int MAX_LENGTH = 512 * 1024;
    static final int MAX_ELEMENTS = 10_000;
    private static final int MAX_DEPTH = 50;

    private final ValidatorHandler schema;
    private final Lines lines;
    private final Subset subset;
    private final Problems problems;
    private final List<Place> places = new ArrayList<>();
    private final Deque<Place> open = new ArrayDeque<>();
    private @Nullable Locator locator;
    private boolean valid = true;

    private XmlFile(Schema schema, Lines lines, Subset subset, Problems problems) {
        this.schema = schema.newValidatorHandler();
        this.schema.setErrorHandler(this);
        this.lines = lines;
        this.subset = subset;
        this.problems = problems;
    }

    /** All elements in the file's order, or null if it is no valid BPMN file. */
    static @Nullable List<Place> check(String xml, Schema schema, Problems problems) {
        if (xml.length() > MAX_LENGTH) {
            problems.add(Place.FILE, "The file has more than %d characters: make it smaller.", MAX_LENGTH);
            return null;
        }
        var file = new XmlFile(schema, new Lines(xml), new Subset(problems), problems);
        try {
            parsers().newSAXParser().parse(new InputSource(new StringReader(xml)), file);
        } catch (SAXParseException e) {
            problems.add(file.here(e), wrongXml(e));
            return null;
        } catch (OutOfBounds e) {
            problems.add(file.here(null), e.problem);
            return null;
        } catch (SAXException | ParserConfigurationException | IOException e) {
            throw new IllegalStateException("This Java has no XML parser as it is needed", e);
        }
        return file.valid ? List.copyOf(file.places) : null;
    }

    private static SAXParserFactory parsers() throws ParserConfigurationException, SAXException {
        SAXParserFactory parsers = SAXParserFactory.newDefaultNSInstance();
        parsers.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        parsers.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        parsers.setFeature("http://xml.org/sax/features/external-general-entities", false);
        parsers.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
        return parsers;
    }

    private static String wrongXml(SAXParseException e) {
        return String.valueOf(e.getMessage()).contains("DOCTYPE")
                ? "The file has a document type (DOCTYPE), which may carry entities: remove it."
                : "This isn't well-formed XML: %s".formatted(e.getMessage());
    }

    @Override
    public void setDocumentLocator(Locator locator) {
        this.locator = locator;
        schema.setDocumentLocator(locator);
    }

    @Override
    public void startDocument() throws SAXException {
        schema.startDocument();
    }

    @Override
    public void endDocument() throws SAXException {
        schema.endDocument();
    }

    @Override
    public void startPrefixMapping(String prefix, String uri) throws SAXException {
        schema.startPrefixMapping(prefix, uri);
    }

    @Override
    public void endPrefixMapping(String prefix) throws SAXException {
        schema.endPrefixMapping(prefix);
    }

    @Override
    public void startElement(String uri, String localName, String qName, Attributes attributes) throws SAXException {
        var place = new Place(attributes.getValue("id"), attributes.getValue("name"), lines.ofTagBefore(locator));
        places.add(place);
        open.push(place);
        if (places.size() > MAX_ELEMENTS) {
            throw new OutOfBounds("The file has more than %d XML elements: make it smaller.".formatted(MAX_ELEMENTS));
        }
        if (open.size() > MAX_DEPTH) {
            throw new OutOfBounds("XML elements are nested more than %d deep.".formatted(MAX_DEPTH));
        }
        subset.enter(uri, localName, attributes, place);
        schema.startElement(uri, localName, qName, attributes);
    }

    @Override
    public void endElement(String uri, String localName, String qName) throws SAXException {
        schema.endElement(uri, localName, qName);
        subset.leave();
        open.pop();
    }

    @Override
    public void characters(char[] text, int start, int length) throws SAXException {
        schema.characters(text, start, length);
    }

    @Override
    public void ignorableWhitespace(char[] text, int start, int length) throws SAXException {
        schema.ignorableWhitespace(text, start, length);
    }

    /** From the schema; what breaks the XML itself is fatal. */
    @Override
    public void error(SAXParseException e) {
        valid = false;
        problems.add(here(e), "This isn't valid BPMN 2.0: %s", String.valueOf(e.getMessage()));
    }

    @Override
    public void fatalError(SAXParseException e) throws SAXException {
        throw e;
    }

    private Place here(@Nullable SAXParseException e) {
        Place innermost = open.peek();
        if (innermost != null) {
            return innermost;
        }
        return e == null || e.getLineNumber() < 1 ? Place.FILE : new Place(null, null, e.getLineNumber());
    }

    private static final class OutOfBounds extends SAXException {
        private final String problem;

        OutOfBounds(String problem) {
            this.problem = problem;
        }
    }
}
