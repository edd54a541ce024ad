package maestro.saga.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneOffset;
import maestro.saga.state.Event;
import maestro.saga.state.Outcome.Done;
import maestro.saga.state.Outcome.Refused;
import maestro.saga.state.Outcome.Unknown;
import maestro.saga.state.Status;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

/** The adoption of sagas whose owner has no lease or whose run has failed. */
class AdoptionTest extends EngineFixture {

    @Test
    void continuesASagaOfADeadProcess() {
        var blocked = participants.block("do b", _ -> new Unknown("the process died"));
        var started = start(first);
        String id = started.saga().id();
        blocked.awaitReached();
        process().engine.open();

        assertThat(finalStatus(id)).isEqualTo(Status.COMPLETED);
        blocked.release();

        assertThat(row(id).epoch()).isEqualTo(2);
        assertThat(result(started).owned()).isFalse();
        assertThat(history(id)).hasAtLeastOneElementOfType(Event.Adopted.class);
    }

    @Test
    void endsTheRunOfAnAdoptedSagaWithoutFurtherCalls() {
        var blocked = participants.block("do c", _ -> new Refused("NO", "a reply that is too late for a decision"));
        var started = start(first);
        String id = started.saga().id();
        blocked.awaitReached();
        process().engine.open();
        assertThat(finalStatus(id)).isEqualTo(Status.COMPLETED);

        blocked.release();

        assertThat(result(started).owned()).isFalse();
        assertThat(calls).noneMatch(call -> call.startsWith("undo"));
        assertThat(row(id).status()).isEqualTo(Status.COMPLETED);
    }

    @Test
    void leavesSagasOfAnOwnerWithALeaseAlone() {
        var blocked = participants.block("do b");
        first.engine.open();
        var started = start(first);
        blocked.awaitReached();
        var second = process();
        second.engine.open();

        eventually().until(() -> second.sweeps.get() > 5);
        blocked.release();

        assertThat(status(started)).isEqualTo(Status.COMPLETED);
        assertThat(history(started.saga().id())).doesNotHaveAnyElementsOfTypes(Event.Adopted.class);
    }

    @Test
    void quarantinesAnUnreadableSagaAndAdoptsTheOthers() {
        participants.on("do b", _ -> new Unknown("down"));
        participants.on("undo a", _ -> new Unknown("down"));
        first.engine.open();
        String unreadable = start(first).saga().id();
        String other = start(first).saga().id();
        eventually().until(() -> history(unreadable).size() > 3);
        first.stop();
        jdbc.update("update history set events = 'poison' where saga = ?", unreadable);
        participants.reset();
        process().engine.open();

        assertThat(finalStatus(other)).isEqualTo(Status.UNDONE);
        eventually().until(() -> row(unreadable).needsAttention());
        assertThat(row(unreadable).reason()).contains("quarantined");
    }

    @Test
    void repeatsARunThatAnExceptionHasEnded() {
        participants.on("do b", call -> {
            if (calls.stream().filter("do b"::equals).count() == 1) {
                throw new IllegalStateException("a defect");
            }
            return StubParticipants.success(call);
        });
        first.engine.open();
        var started = start(first);

        assertThat(finalStatus(started.saga().id())).isEqualTo(Status.COMPLETED);
        assertThat(history(started.saga().id())).hasAtLeastOneElementOfType(Event.Adopted.class);
    }

    /** A lost record must not look like a lost saga: no other process would run the saga. */
    @Test
    void quarantinesASagaWhoseAppendedRecordTheDatabaseRefuses() {
        jdbc.execute("alter table history add constraint storable check (events not like '%unstorable%')");
        participants.on("do b", _ -> {
            boolean isFirst = calls.stream().filter("do b"::equals).count() == 1;
            return new Done(JsonNodeFactory.instance.objectNode().put("note", isFirst ? "unstorable" : "storable"));
        });
        participants.on("do c", call -> {
            first.appendFailure.join();
            return StubParticipants.success(call);
        });
        first.engine.open();
        var started = start(first);
        String id = started.saga().id();

        assertThatThrownBy(() -> result(started))
                .hasCauseInstanceOf(IllegalStateException.class)
                .hasMessageContaining("could not be written");
        assertThat(finalStatus(id)).isEqualTo(Status.COMPLETED);

        assertThat(first.quarantines).containsExactly("its run failed; it is tried again");
        assertThat(history(id)).hasAtLeastOneElementOfType(Event.Adopted.class);
        assertThat(calls).containsSubsequence("do a", "do b", "do c", "do b", "do c");
    }

    @Test
    void leavesSagasOfAnUnknownFlowAlone() {
        participants.on("do a", _ -> new Unknown("down"));
        participants.on("undo a", _ -> new Unknown("down"));
        String id = start(first).saga().id();
        first.stop();
        jdbc.update("update saga set flow_version = 2");
        var second = process();

        second.engine.open();

        eventually().until(() -> second.sweeps.get() > 2);
        assertThat(second.engine.inFlight()).isZero();
        assertThat(row(id).epoch()).isEqualTo(1);
    }

    /** An older version wrote the decision for the pivot to the row alone, without an event. */
    @Test
    void continuesASagaOfAnOlderVersionThatIsPastItsPivot() {
        String id = "0190a000-0000-7000-8000-000000000001";
        jdbc.update("""
                insert into saga (id, epoch, owner, status, seq, needs_attention, flow, flow_version, customer,
                    purchase, fingerprint, created_at)
                values (?, 1, 'dead', 'PIVOTING', 2, false, 'pivot', 1, 'ana', '{}', 'fingerprint', ?)
                """, id, Instant.now().atOffset(ZoneOffset.UTC));
        jdbc.update("insert into history (saga, seq, events) values (?, 1, ?)", id, """
                [{"seq":1,"at":"2026-01-01T12:00:00Z","type":"ACCEPTED","step":null,"attempt":0,"detail":null},\
                {"seq":2,"at":"2026-01-01T12:00:00Z","type":"DO_DONE","step":"a","attempt":1,"detail":null,\
                "receipt":{"by":"a"},"tookMs":3}]""");

        first.engine.open();

        assertThat(finalStatus(id)).isEqualTo(Status.COMPLETED);
        assertThat(calls).containsExactly("do p", "do r");
        assertThat(history(id))
                .hasExactlyElementsOfTypes(
                        Event.Accepted.class,
                        Event.DoDone.class,
                        Event.Adopted.class,
                        Event.DoDone.class,
                        Event.DoDone.class,
                        Event.Completed.class);
    }
}
