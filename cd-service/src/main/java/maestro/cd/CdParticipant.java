package maestro.cd;

import java.time.Clock;
import java.time.LocalDate;
import maestro.contract.Purchase;
import maestro.participant.Participant;
import maestro.participant.Refusal;
import org.springframework.stereotype.Component;

/**
 * Takes a picking slot of the day's capacity; undo gives it back to that day. A slot's label is used once: what is given
 * back is the capacity, so a label on paper never means two purchases.
 */
@Component
class Cd implements Participant<Cd.Receipt> {

    private final PickingDays days;
    private final CdSettings settings;
    private final Clock clock;

    Cd(PickingDays days, CdSettings settings, Clock clock) {
        this.days = days;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Receipt perform(String id, Purchase purchase) throws Refusal {
        LocalDate day = LocalDate.ofInstant(clock.instant(), settings.zone());
        if (!days.take(day, settings.slotsPerDay())) {
            throw new Refusal("NO_SLOT_LEFT", "All picking slots of %s are taken.".formatted(day));
        }
        String slot = "%s-%06d".formatted(day, days.lastNumber(day));
        days.pick(id, day, slot);
        return new Receipt(slot);
    }

    @Override
    public void undo(String id) {
        days.giveBack(id);
    }

    @Override
    public Totals audit() {
        return days.totals();
    }

    record Receipt(String slot) {}

    /**
     * Over all the days that ever had a pick.
     *
     * @param slots their capacity
     * @param taken picks that were not given back
     */
    record Totals(long slots, long taken) {}
}
