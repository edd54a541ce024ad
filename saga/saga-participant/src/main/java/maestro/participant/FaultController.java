package maestro.participant;

import jakarta.validation.Valid;
import java.util.List;
import maestro.contract.ProblemTypes;
import maestro.http.Problems;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Lists, arms and clears faults. {@code maestro.faults.enabled=false} disables it, and thereby fault injection. It is
 * not an actuator endpoint, because an actuator endpoint cannot report which field of a request is invalid.
 */
@RestController
@ConditionalOnProperty(name = "maestro.faults.enabled", matchIfMissing = true)
@RequestMapping("${management.endpoints.web.base-path:/actuator}/faults")
class FaultController {

    private final FaultInjector faults;

    FaultController(FaultInjector faults) {
        this.faults = faults;
    }

    @GetMapping
    List<ArmedFault.Status> active() {
        return faults.active();
    }

    @PostMapping
    List<ArmedFault.Status> arm(@RequestBody(required = false) @Valid @Nullable Fault fault) {
        faults.arm(fault == null ? Fault.failEveryDo() : fault);
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
            throw Problems.of(HttpStatus.NOT_FOUND, ProblemTypes.NOT_FOUND, "There is no fault with this id.");
        }
        return faults.active();
    }
}
