package maestro.orchestrator.deployment;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import maestro.http.Problems;
import maestro.orchestrator.deployment.Deployment.Deployed;
import maestro.orchestrator.deployment.Deployment.Overtaken;
import maestro.orchestrator.deployment.Deployment.Refused;
import maestro.saga.flow.Flow;
import maestro.saga.flow.Step;
import maestro.saga.journal.jdbc.FlowVersions.FlowVersion;
import maestro.saga.journal.jdbc.FlowVersions.Listed;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The flow of a purchase: as steps, as it was drawn, and a new version of it. */
@RestController
class FlowsController {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);
    private static final Pattern TAG = Pattern.compile("(?:W/)?\"(\\d{1,9})\"");
    private static final MediaType BPMN = new MediaType(MediaType.APPLICATION_XML, StandardCharsets.UTF_8);

    private final DeployedFlows flows;

    FlowsController(DeployedFlows flows) {
        this.flows = flows;
    }

    /** What new purchases begin with. */
    @GetMapping("/flows/purchase")
    FlowView purchase() {
        return flows.current()
                .map(FlowView::of)
                .orElseThrow(() -> Problems.unavailable("The flow is drawn for a newer process.", RETRY_AFTER));
    }

    @GetMapping("/flows/purchase.bpmn")
    ResponseEntity<String> drawing() {
        return drawing(flows.newest());
    }

    @GetMapping("/flows/purchase/versions/{version}.bpmn")
    ResponseEntity<String> drawing(@PathVariable int version) {
        FlowVersion drawn = flows.drawing(version).orElseThrow(() -> unknown(version));
        return ResponseEntity.ok()
                .eTag(tag(version))
                .contentType(BPMN)
                .header(HttpHeaders.CONTENT_DISPOSITION, "inline; filename=\"purchase.bpmn\"")
                .body(drawn.bpmn());
    }

    @GetMapping("/flows/purchase/versions/{version}")
    FlowView version(@PathVariable int version) {
        return flows.find(DeployedFlows.PURCHASE, version).map(FlowView::of).orElseThrow(() -> unknown(version));
    }

    /** Newest first. */
    @GetMapping("/flows/purchase/versions")
    List<Listed> versions() {
        return flows.list();
    }

    /** New purchases begin with it once this is answered; those under way end by the version that they began with. */
    @PutMapping(
            path = "/flows/purchase.bpmn",
            consumes = {MediaType.APPLICATION_XML_VALUE, MediaType.TEXT_XML_VALUE})
    ResponseEntity<FlowView> deploy(
            @RequestBody byte[] body, @RequestHeader(name = "If-Match", required = false) @Nullable String match) {
        return switch (flows.deploy(text(body), over(match))) {
            case Deployed deployed ->
                ResponseEntity.status(deployed.isNew() ? HttpStatus.CREATED : HttpStatus.OK)
                        .eTag(tag(deployed.flow().version()))
                        .header(
                                HttpHeaders.LOCATION,
                                "/flows/purchase/versions/" + deployed.flow().version())
                        .body(FlowView.of(deployed.flow()));
            case Refused refused ->
                throw Problems.of(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        "flow-refused",
                        "This drawing can't be run; nothing was changed.",
                        Map.of("problems", refused.problems()));
            case Overtaken overtaken ->
                throw Problems.of(
                        HttpStatus.CONFLICT,
                        "flow-overtaken",
                        "Somebody else was first: the newest version is %d. Nothing was changed."
                                .formatted(overtaken.newest()),
                        Map.of("newest", overtaken.newest()));
        };
    }

    /** Takes a version out of the list that no purchase began with. */
    @DeleteMapping("/flows/purchase/versions/{version}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable int version) {
        if (flows.list().stream().noneMatch(listed -> listed.version() == version)) {
            throw unknown(version);
        }
        if (!flows.remove(version)) {
            throw Problems.of(
                    HttpStatus.CONFLICT,
                    "flow-in-use",
                    "Version %d is the newest, or purchases began with it.".formatted(version));
        }
    }

    private static String text(byte[] body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            throw Problems.badRequest("body", "must be UTF-8");
        }
    }

    private static @Nullable Integer over(@Nullable String match) {
        if (match == null || match.strip().equals("*")) {
            return null;
        }
        Matcher tag = TAG.matcher(match.strip());
        if (!tag.matches()) {
            throw Problems.badRequest("If-Match", "must be the ETag of a version, such as \"1\"");
        }
        return Integer.valueOf(tag.group(1));
    }

    private static String tag(int version) {
        return "\"" + version + "\"";
    }

    private static ErrorResponseException unknown(int version) {
        return Problems.of(HttpStatus.NOT_FOUND, "not-found", "There is no version %d.".formatted(version));
    }

    /**
     * A flow as steps.
     *
     * @param steps each after all that lead to it
     */
    record FlowView(String name, int version, Duration deadline, List<Step> steps) {
        static FlowView of(Flow flow) {
            return new FlowView(flow.name(), flow.version(), flow.deadline(), flow.steps());
        }
    }
}
