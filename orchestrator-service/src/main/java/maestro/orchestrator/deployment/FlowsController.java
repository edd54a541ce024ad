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
import maestro.orchestrator.deployment.DeploymentResult.Conflict;
import maestro.orchestrator.deployment.DeploymentResult.Deployed;
import maestro.orchestrator.deployment.DeploymentResult.Refused;
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

/** The purchase flow: its steps, its BPMN files, and the deployment of new versions. */
@RestController
class FlowsController {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);
    private static final Pattern TAG = Pattern.compile("(?:W/)?\"(\\d{1,9})\"");
    private static final MediaType BPMN = new MediaType(MediaType.APPLICATION_XML, StandardCharsets.UTF_8);

    private final DeployedFlows flows;

    FlowsController(DeployedFlows flows) {
        this.flows = flows;
    }

    /** The version that new purchases start with. */
    @GetMapping("/flows/purchase")
    FlowView purchase() {
        return flows.current()
                .map(FlowView::of)
                .orElseThrow(() ->
                        Problems.unavailable("The current flow needs a newer version of this software.", RETRY_AFTER));
    }

    @GetMapping("/flows/purchase.bpmn")
    ResponseEntity<String> bpmn() {
        return bpmn(flows.newest());
    }

    @GetMapping("/flows/purchase/versions/{version}.bpmn")
    ResponseEntity<String> bpmn(@PathVariable int version) {
        FlowVersion stored = flows.stored(version).orElseThrow(() -> notFound(version));
        return ResponseEntity.ok()
                .eTag(tag(version))
                .contentType(BPMN)
                .header(HttpHeaders.CONTENT_DISPOSITION, "inline; filename=\"purchase.bpmn\"")
                .body(stored.bpmn());
    }

    @GetMapping("/flows/purchase/versions/{version}")
    FlowView version(@PathVariable int version) {
        return flows.find(DeployedFlows.PURCHASE, version).map(FlowView::of).orElseThrow(() -> notFound(version));
    }

    /** Newest first. */
    @GetMapping("/flows/purchase/versions")
    List<Listed> versions() {
        return flows.list();
    }

    /** Deploys a new version. Open purchases continue with the version that they started with. */
    @PutMapping(
            path = "/flows/purchase.bpmn",
            consumes = {MediaType.APPLICATION_XML_VALUE, MediaType.TEXT_XML_VALUE})
    ResponseEntity<FlowView> deploy(
            @RequestBody byte[] body, @RequestHeader(name = "If-Match", required = false) @Nullable String match) {
        return switch (flows.deploy(text(body), baseVersion(match))) {
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
                        "This flow can't be run. Nothing was changed.",
                        Map.of("problems", refused.problems()));
            case Conflict conflict ->
                throw Problems.of(
                        HttpStatus.CONFLICT,
                        "flow-overtaken",
                        "Another deployment was first: the newest version is %d. Nothing was changed."
                                .formatted(conflict.newest()),
                        Map.of("newest", conflict.newest()));
        };
    }

    /** Removes a version that no purchase started with. */
    @DeleteMapping("/flows/purchase/versions/{version}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable int version) {
        if (flows.list().stream().noneMatch(listed -> listed.version() == version)) {
            throw notFound(version);
        }
        if (!flows.remove(version)) {
            throw Problems.of(
                    HttpStatus.CONFLICT,
                    "flow-in-use",
                    "Version %d is the newest one, or purchases started with it.".formatted(version));
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

    private static @Nullable Integer baseVersion(@Nullable String match) {
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

    private static ErrorResponseException notFound(int version) {
        return Problems.of(HttpStatus.NOT_FOUND, "not-found", "There is no version %d.".formatted(version));
    }

    /**
     * A flow as its steps.
     *
     * @param steps each after all steps that lead to it
     */
    record FlowView(String name, int version, Duration deadline, List<Step> steps) {
        static FlowView of(Flow flow) {
            return new FlowView(flow.name(), flow.version(), flow.deadline(), flow.steps());
        }
    }
}
