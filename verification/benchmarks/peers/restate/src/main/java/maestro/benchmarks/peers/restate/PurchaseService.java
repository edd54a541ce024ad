package maestro.benchmarks.peers.restate;

import dev.restate.sdk.Context;
import dev.restate.sdk.HandlerRunner;
import dev.restate.sdk.HandlerRunner.Options;
import dev.restate.sdk.endpoint.definition.HandlerDefinition;
import dev.restate.sdk.endpoint.definition.HandlerType;
import dev.restate.sdk.endpoint.definition.ServiceDefinition;
import dev.restate.sdk.endpoint.definition.ServiceType;
import dev.restate.serde.SerdeFactory;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.Executors;
import maestro.benchmarks.peers.Calls;

/** Six side effects, and their undos from the one that failed back; Restate has each in its log before the next one. */
final class PurchaseService {

    static final String NAME = "Purchases";
    static final String BUY = "buy";

    private final Calls calls;

    private PurchaseService(Calls calls) {
        this.calls = calls;
    }

    record Purchase(String id, String document) {}

    /** What Restate's generator would make of an annotated class. */
    static ServiceDefinition definition(Calls calls, SerdeFactory json) {
        var service = new PurchaseService(calls);
        HandlerRunner<Purchase, Boolean> runner =
                HandlerRunner.of(service::buy, json, Options.withExecutor(Executors.newVirtualThreadPerTaskExecutor()));
        var buy = HandlerDefinition.of(
                BUY, HandlerType.SHARED, json.create(Purchase.class), json.create(Boolean.class), runner);
        return ServiceDefinition.of(NAME, ServiceType.SERVICE, List.of(buy));
    }

    private boolean buy(Context restate, Purchase purchase) {
        var receipts = new HashMap<String, String>();
        for (String step : Calls.STEPS) {
            String receipt = restate.run(
                    "do " + step,
                    String.class,
                    () -> calls.perform(step, purchase.id(), purchase.document(), receipts));
            receipts.put(step, receipt);
            if (receipt.equals(Calls.FAILED)) {
                undo(Calls.STEPS.subList(0, receipts.size()), restate, purchase);
                return false;
            }
        }
        return true;
    }

    private void undo(List<String> called, Context restate, Purchase purchase) {
        for (String step : called.reversed()) {
            restate.run("undo " + step, () -> calls.undo(step, purchase.id(), purchase.document()));
        }
    }
}
