package maestro.trip;

import maestro.saga.engine.Participants;
import maestro.saga.state.Call;
import maestro.saga.state.CallLimits;
import maestro.saga.state.Outcome;
import maestro.saga.state.Saga;
import maestro.saga.state.UndoEffect;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The participants of a trip. Each call is one transaction that begins with the row of its saga and step, the fence: a
 * repeated do has no second effect, and a do after its undo is refused.
 */
@Component
class Bookings implements Participants {

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    Bookings(JdbcClient jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    @Override
    public Outcome call(Call call, Saga saga, CallLimits limits) {
        String offer = call.step().name();
        try {
            return transaction.execute(_ -> switch (call) {
                case Call.Do _ -> book(saga.id(), offer);
                case Call.Undo _ -> cancel(saga.id(), offer);
            });
        } catch (DataAccessException e) {
            return new Outcome.Unknown(String.valueOf(e.getMessage()));
        }
    }

    private Outcome book(String trip, String offer) {
        boolean isFirst = fence(trip, offer, "BOOKED");
        if (isFirst
                && update("update offer set remaining = remaining - 1 where name = ? and remaining > 0", offer) == 0) {
            update("update booking set state = 'REFUSED' where trip = ? and offer = ?", trip, offer);
        }
        return switch (state(trip, offer)) {
            case "BOOKED" -> new Outcome.Done(JsonNodeFactory.instance.objectNode());
            case "REFUSED" -> new Outcome.Refused("SOLD_OUT", "no " + offer + " is left");
            default -> new Outcome.Refused("ALREADY_UNDONE", "the booking was cancelled before");
        };
    }

    private Outcome cancel(String trip, String offer) {
        boolean wasBooked =
                !fence(trip, offer, "CANCELLED") && state(trip, offer).equals("BOOKED");
        if (wasBooked) {
            update("update offer set remaining = remaining + 1 where name = ?", offer);
        }
        update("update booking set state = 'CANCELLED' where trip = ? and offer = ?", trip, offer);
        return new Outcome.Undone(wasBooked ? UndoEffect.REVERSED : UndoEffect.NONE);
    }

    /** Inserts the fence row, and so locks it. Returns false if it exists. */
    private boolean fence(String trip, String offer, String state) {
        return update("insert into booking values (?, ?, ?) on conflict do nothing", trip, offer, state) == 1;
    }

    private String state(String trip, String offer) {
        String sql = "select state from booking where trip = ? and offer = ? for update";
        return jdbc.sql(sql).params(trip, offer).query(String.class).single();
    }

    private int update(String sql, Object... values) {
        return jdbc.sql(sql).params(values).update();
    }
}
