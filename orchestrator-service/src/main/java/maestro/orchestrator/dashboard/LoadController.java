package maestro.orchestrator.dashboard;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import maestro.http.Problems;
import maestro.http.PurchaseReader;
import maestro.orchestrator.dashboard.LoadGenerator.Progress;
import maestro.saga.engine.Engine;
import maestro.saga.engine.SagaRequest;
import maestro.saga.flow.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Generates load in this process, one load at a time. */
@RestController
@RequestMapping("/load")
class LoadController {

    private static final Map<String, String> SHIP_TO = Map.of(
            "name", "Ana Souza",
            "street", "Rua das Flores 10",
            "city", "São Paulo",
            "postalCode", "01001-000",
            "country", "BR");

    private final Engine engine;
    private final PurchaseReader reader;
    private final JsonMapper json;
    private @Nullable LoadGenerator load;

    LoadController(Engine engine, PurchaseReader reader, JsonMapper json) {
        this.engine = engine;
        this.reader = reader;
        this.json = json;
    }

    record LoadRequest(
            @Min(1) @Max(100_000) int purchases,
            @Min(1) @Max(200) int perSecond,
            @Nullable JsonNode items,
            @Nullable String token) {}

    @GetMapping
    synchronized Progress progress() {
        return load == null ? Progress.NONE : load.progress();
    }

    /** 409 while another load is running. */
    @PostMapping
    synchronized Progress start(@RequestBody @Valid LoadRequest request) {
        if (load != null && load.isRunning()) {
            throw Problems.of(HttpStatus.CONFLICT, "load-running", "Another load is running.");
        }
        load = new LoadGenerator(engine, purchase(request), request.purchases(), request.perSecond());
        return load.progress();
    }

    /** Stops the load. Started purchases continue. */
    @DeleteMapping
    synchronized Progress stop() {
        if (load != null) {
            load.stop();
        }
        return progress();
    }

    private SagaRequest purchase(LoadRequest request) {
        var one = List.of(Map.of("sku", "BOOK-DDD", "quantity", 1));
        JsonNode body = json.valueToTree(Map.of(
                "customer",
                "load@example.com",
                "items",
                request.items() == null ? json.valueToTree(one) : request.items(),
                "payment",
                Map.of("token", Objects.requireNonNullElse(request.token(), "tok_visa")),
                "shipTo",
                SHIP_TO));
        PurchaseReader.Read read = reader.read(body);
        return new SagaRequest(read.purchase().customer(), new Document(body.toString()), read.fingerprint(), null);
    }
}
