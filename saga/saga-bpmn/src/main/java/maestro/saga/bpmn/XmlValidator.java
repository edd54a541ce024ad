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
import org.xml.sax.XMLReader;
import org.xml.sax.helpers.XMLFilterImpl;

/**
 * The first pass over a file, before the BPMN library reads it. The file must be well-formed, within the size limits,
 * without a document type declaration, valid by the schema, and within the {@link SupportedElements}.
 */
final class XmlValidator extends XMLFilterImpl {

    static final int MAX_LENGTH = 512 * 1024;
    static final int MAX_ELEMENTS = 10_000;
    private static final int MAX_DEPTH = 50;

    private final LineIndex lines;
    private final SupportedElements supported;
    private final ProblemCollector problems;
    private final List<SourceLocation> locations = new ArrayList<>();
    private final Deque<SourceLocation> open = new ArrayDeque<>();
    private @Nullable Locator locator;
    private boolean valid = true;

    private XmlValidator(Schema schema, LineIndex lines, ProblemCollector problems) {
        this.lines = lines;
        this.supported = new SupportedElements(problems);
        this.problems = problems;
        ValidatorHandler handler = schema.newValidatorHandler();
        handler.setErrorHandler(this);
        setContentHandler(handler);
    }

    /** Returns the locations of all elements in the order of the file, or null if the file is not a valid BPMN file. */
    static @Nullable List<SourceLocation> validate(String xml, Schema schema, ProblemCollector problems) {
        if (xml.length() > MAX_LENGTH) {
            problems.add(
                    SourceLocation.FILE,
                    "The file has more than %d characters. Make the file smaller.".formatted(MAX_LENGTH));
            return null;
        }
        var validator = new XmlValidator(schema, new LineIndex(xml), problems);
        try {
            validator.setParent(newReader());
            validator.parse(new InputSource(new StringReader(xml)));
        } catch (SAXParseException e) {
            problems.add(validator.location(e), syntaxProblem(e));
            return null;
        } catch (LimitExceededException e) {
            problems.add(validator.location(null), e.problem);
            return null;
        } catch (SAXException | ParserConfigurationException | IOException e) {
            throw new IllegalStateException("The XML parser of this Java runtime lacks a required feature", e);
        }
        return validator.valid ? List.copyOf(validator.locations) : null;
    }

    private static XMLReader newReader() throws ParserConfigurationException, SAXException {
        SAXParserFactory parsers = SAXParserFactory.newDefaultNSInstance();
        parsers.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        parsers.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        parsers.setFeature("http://xml.org/sax/features/external-general-entities", false);
        parsers.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
        return parsers.newSAXParser().getXMLReader();
    }

    private static String syntaxProblem(SAXParseException e) {
        return String.valueOf(e.getMessage()).contains("DOCTYPE")
                ? "The file has a document type declaration (DOCTYPE), which is not allowed. Remove it."
                : "The file is not well-formed XML: " + e.getMessage();
    }

    @Override
    public void setDocumentLocator(Locator locator) {
        this.locator = locator;
        super.setDocumentLocator(locator);
    }

    @Override
    public void startElement(String uri, String localName, String qName, Attributes attributes) throws SAXException {
        var location = new SourceLocation(
                attributes.getValue("id"), attributes.getValue("name"), lines.lineOfTagBefore(locator));
        locations.add(location);
        open.push(location);
        if (locations.size() > MAX_ELEMENTS) {
            throw new LimitExceededException(
                    "The file has more than %d XML elements. Make the file smaller.".formatted(MAX_ELEMENTS));
        }
        if (open.size() > MAX_DEPTH) {
            throw new LimitExceededException(
                    "The XML elements are nested more than %d deep. Reduce the nesting.".formatted(MAX_DEPTH));
        }
        supported.startElement(uri, localName, attributes, location);
        super.startElement(uri, localName, qName, attributes);
    }

    @Override
    public void endElement(String uri, String localName, String qName) throws SAXException {
        super.endElement(uri, localName, qName);
        supported.endElement();
        open.pop();
    }

    /** Called for violations of the schema. Malformed XML is a fatal error. */
    @Override
    public void error(SAXParseException e) {
        valid = false;
        problems.add(location(e), "The file is not valid BPMN 2.0: " + e.getMessage());
    }

    @Override
    public void fatalError(SAXParseException e) throws SAXException {
        throw e;
    }

    private SourceLocation location(@Nullable SAXParseException e) {
        SourceLocation innermost = open.peek();
        if (innermost != null) {
            return innermost;
        }
        return e == null ? SourceLocation.FILE : SourceLocation.FILE.atLine(Math.max(1, e.getLineNumber()));
    }

    private static final class LimitExceededException extends SAXException {
        private final String problem;

        LimitExceededException(String problem) {
            this.problem = problem;
        }
    }
}
