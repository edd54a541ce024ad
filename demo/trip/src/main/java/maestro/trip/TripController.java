package maestro.trip;

import java.util.concurrent.TimeUnit;
import maestro.saga.engine.Engine;
import maestro.saga.engine.SagaRequest;
import maestro.saga.engine.StartResult.Started;
import maestro.saga.flow.Document;
import maestro.saga.state.Saga;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

@RestController
record TripController(Engine engine) {

    record Trip(String id, String status, String reason) {}

    @PostMapping("/trips")
    Trip book(@RequestParam String traveller) throws Exception {
        var request = new SagaRequest(traveller, new Document("{}"), traveller, null);
        if (!(engine.start(request) instanceof Started started)) {
            throw new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE);
        }
        Saga saga = started.result().get(30, TimeUnit.SECONDS).saga();
        return new Trip(saga.id(), saga.status().name(), String.valueOf(saga.reason()));
    }
}
