package maestro.participant;

import jakarta.validation.Valid;
import java.util.List;
import maestro.http.Problems;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The faults over HTTP. A plain controller at an actuator's address: an actuator endpoint can't name the field that is
 * wrong in a request.
 */
@RestController
@RequestMapping("${management.endpoints.web.base-path:/actuator}/faults")
class FaultsController {

    private final Faults faults;

    FaultsController(Faults faults) {
        this.faults = faults;
    }

    @GetMapping
    List<ArmedFault.Status> active() {
        return faults.active();
    }

    @PostMapping
    List<ArmedFault.Status> arm(@RequestBody(required = false) @Valid @Nullable Fault fault) {
        faults.arm(fault == null ? Fault.eachDoFails() : fault);
        return faults.active();
    }

    @DeleteMapping
    List<ArmedFault.Status> clear() {
        faults.clear(_ -> true);
        return faults.active();
    }

    @DeleteMapping("/{id}")
    List<ArmedFault.Status> clear(@PathVariable String id) {
        if (!faults.clear(fault -> fault.id().equals(id))) {
            throw Problems.of(HttpStatus.NOT_FOUND, "not-found", "There is no such fault.");
        }
        return faults.active();
    }
}
