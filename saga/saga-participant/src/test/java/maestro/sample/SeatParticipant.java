package maestro.sample;

import maestro.contract.Purchase;
import maestro.participant.Participant;
import maestro.participant.Refusal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reserves a seat. Some payment tokens trigger a refusal or a failure after the write. */
@Component
class SeatParticipant implements Participant<SeatParticipant.Seat> {

    record Seat(int seat, String customer) {}

    record Totals(long given, long freed) {}

    private final JdbcClient jdbc;

    SeatParticipant(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Seat perform(String id, Purchase purchase) throws Refusal {
        int seat = id.hashCode();
        jdbc.sql("insert into seats (purchase, number) values (:id, :seat)")
                .param("id", id)
                .param("seat", seat)
                .update();
        return switch (purchase.payment().token()) {
            case "tok_banned" -> throw new Refusal("BANNED", "The customer is banned.");
            case "tok_overflow" -> throw new ArithmeticException("secret: long overflow");
            case "tok_checked" -> {
                purchase.receipts().money("checkout", "total");
                yield new Seat(seat, purchase.customer());
            }
            default -> new Seat(seat, purchase.customer());
        };
    }

    @Override
    public void undo(String id) {
        jdbc.sql("update seats set freed = true where purchase = :id")
                .param("id", id)
                .update();
    }

    @Override
    public Totals audit() {
        return jdbc.sql("select count(*) as given, count(case when freed then 1 end) as freed from seats")
                .query(Totals.class)
                .single();
    }
}
