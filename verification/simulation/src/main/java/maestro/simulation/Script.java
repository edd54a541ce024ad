package maestro.simulation;

import java.util.Optional;
import maestro.saga.engine.SagaRequest;
import maestro.saga.flow.Document;
import maestro.saga.state.Command;
import maestro.saga.state.Command.Cancel;
import maestro.saga.state.Command.Resolve;
import maestro.saga.state.Command.RunNow;
import org.jspecify.annotations.Nullable;

/** What clients and operators do in a world, and which faults come by themselves. */
final class Script {

    private static final long LAST_PURCHASE_MILLIS = 2_000;
    private static final long LONGEST_PATIENCE_MILLIS = 30_000;

    private final World world;
    private final Chance chance;
    private int requests;

    Script(World world) {
        this.world = world;
        this.chance = world.chance;
    }

    void write() {
        for (int i = 1; i <= world.plan.purchases(); i++) {
            purchase(chance.happens(0.4) ? "key" + i : null, chance.millis(LAST_PURCHASE_MILLIS));
        }
        operators();
        faults();
    }

    private void purchase(@Nullable String key, long at) {
        String document = buyAt(at, key);
        while (key != null && chance.happens(0.5)) {
            buyAt(at + chance.millis(world.plan.faultsEndMillis()), key);
        }
        while (chance.happens(0.3)) {
            world.baton.later(at + chance.millis(world.plan.faultsEndMillis()), () -> cancel(document));
        }
    }

    private String buyAt(long at, @Nullable String key) {
        requests++;
        String document = "{\"request\":" + requests + "}";
        var purchase = new SagaRequest("ana", new Document(document), "fingerprint", key);
        long patience = chance.millis(LONGEST_PATIENCE_MILLIS);
        world.baton.later(at, () -> world.request(desk -> desk.buy(purchase, patience)));
        return document;
    }

    private void cancel(String document) {
        long patience = chance.millis(LONGEST_PATIENCE_MILLIS);
        world.database
                .rows()
                .map(Database.Row::head)
                .filter(row -> row.input().text().equals(document))
                .findFirst()
                .ifPresent(row ->
                        world.request(desk -> desk.ask(row.id(), new Cancel("as it is no longer wanted"), patience)));
    }

    private void operators() {
        while (chance.happens(0.6)) {
            Command command = chance.happens(0.7) ? new RunNow("it should work now") : new Resolve("settled by phone");
            world.baton.later(chance.millis(world.plan.faultsEndMillis()), () -> stepIn(command));
        }
    }

    private void stepIn(Command command) {
        Optional<String> id = world.database
                .rows()
                .map(Database.Row::head)
                .filter(row -> row.needsAttention() || row.input().text().endsWith("1}"))
                .map(row -> row.id())
                .reduce((_, last) -> last);
        id.ifPresent(which -> world.request(desk -> desk.ask(which, command, 0)));
    }

    private void faults() {
        while (world.weather.strikes(Fault.DATABASE_AWAY)) {
            at(() -> world.database.goAway(chance.millis(10_000)));
        }
        while (world.weather.strikes(Fault.CLOCK_JUMP)) {
            at(() -> world.database.jump(chance.oneOf(-1, 1) * chance.millis(20_000)));
        }
        while (world.weather.strikes(Fault.PARTICIPANT_AWAY)) {
            at(() -> chance.oneOf(world.services()).goAway(chance.millis(20_000)));
        }
        while (world.weather.strikes(Fault.SHUTDOWN)) {
            at(this::shutDown);
        }
    }

    private void at(Runnable fault) {
        world.baton.later(chance.millis(world.plan.faultsEndMillis()), () -> {
            if (!world.weather.isCalm()) {
                fault.run();
            }
        });
    }

    private void shutDown() {
        var up = world.replicasUp();
        if (!up.isEmpty()) {
            Replica replica = chance.oneOf(up);
            world.baton.start(replica.host(), replica.host().name() + " shutdown", () -> {
                try {
                    replica.shutDown();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }
    }
}
