package maestro.cd;

import java.time.LocalDate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class PickingDayRepository {

    private final JdbcClient db;

    PickingDayRepository(JdbcClient db) {
        this.db = db;
    }

    /**
     * False, without a change, if the day is full. Otherwise the row of the day is locked until the transaction ends.
     */
    boolean take(LocalDate day, int slots) {
        db.sql("""
                insert into picking_day (picking_day, slots) values (?, ?) on conflict do nothing
                """).params(day, slots).update();
        return db.sql("""
                update picking_day set slots = :slots, taken = taken + 1, last_number = last_number + 1
                where picking_day = :day and taken < :slots
                """).param("day", day).param("slots", slots).update() == 1;
    }

    /** The number of the slot that this transaction has taken. */
    int lastNumber(LocalDate day) {
        return db.sql("""
                select last_number from picking_day where picking_day = ?
                """).param(day).query(Integer.class).single();
    }

    void pick(String purchase, LocalDate day, String slot) {
        db.sql("""
                insert into pick (purchase, picking_day, slot) values (?, ?, ?)
                """).params(purchase, day, slot).update();
    }

    void giveBack(String purchase) {
        int givenBack = db.sql("""
                update pick set given_back_at = current_timestamp
                where purchase = ? and given_back_at is null
                """).param(purchase).update();
        if (givenBack != 1) {
            throw new IllegalStateException("No pick of %s to give back".formatted(purchase));
        }
        db.sql("""
                update picking_day set taken = taken - 1
                where picking_day = (select picking_day from pick where purchase = ?)
                """).param(purchase).update();
    }

    CdParticipant.Totals totals() {
        return db.sql("""
                select (select coalesce(sum(slots), 0) from picking_day) as slots,
                       (select count(*) from pick where given_back_at is null) as taken
                """).query(CdParticipant.Totals.class).single();
    }
}
