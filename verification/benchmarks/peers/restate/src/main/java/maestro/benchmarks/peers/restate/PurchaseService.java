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
import maestro.benchmarks.peers.PurchaseCalls;

/** Each do and each undo is a side effect, whose result Restate records in its log before the next one. */
final class PurchaseService {

    static final String NAME = "Purchases";
    static final String EXECUTE = "buy";

    private final PurchaseCalls calls;

    private PurchaseService(PurchaseCalls calls) {
        this.calls = calls;
    }

    record Purchase(String id, String document) {}

    /** The definition that the generator of the SDK would derive from an annotated class. */
    static ServiceDefinition definition(PurchaseCalls calls, SerdeFactory json) {
        var service = new PurchaseService(calls);
        HandlerRunner<Purchase, Boolean> runner = HandlerRunner.of(
                service::execute, json, Options.withExecutor(Executors.newVirtualThreadPerTaskExecutor()));
        var handler = HandlerDefinition.of(
                EXECUTE, HandlerType.SHARED, json.create(Purchase.class), json.create(Boolean.class), runner);
        return ServiceDefinition.of(NAME, ServiceType.SERVICE, List.of(handler));
    }

    private boolean execute(Context restate, Purchase purchase) {
        var receipts = new HashMap<String, String>();
        for (String step : PurchaseCalls.STEPS) {
            String receipt = restate.run(
                    "do " + step,
                    String.class,
                    () -> calls.perform(step, purchase.id(), purchase.document(), receipts));
            receipts.put(step, receipt);
            if (receipt.equals(PurchaseCalls.FAILED)) {
                undo(PurchaseCalls.STEPS.subList(0, receipts.size()), restate, purchase);
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
