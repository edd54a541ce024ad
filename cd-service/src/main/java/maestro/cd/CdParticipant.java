package maestro.cd;

import java.time.Clock;
import java.time.LocalDate;
import maestro.contract.Purchase;
import maestro.participant.Participant;
import maestro.participant.Refusal;
import org.springframework.stereotype.Component;

/**
 * Takes a picking slot of the current day; undo returns the capacity to that day. The label of a slot is never
 * reused, so that a printed label identifies one purchase.
 */
@Component
class CdParticipant implements Participant<CdParticipant.Receipt> {

    private final PickingDayRepository days;
    private final CdProperties properties;
    private final Clock clock;

    CdParticipant(PickingDayRepository days, CdProperties properties, Clock clock) {
        this.days = days;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public Receipt perform(String id, Purchase purchase) throws Refusal {
        LocalDate day = LocalDate.ofInstant(clock.instant(), properties.zone());
        if (!days.take(day, properties.slotsPerDay())) {
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
     * Totals over all days with a pick.
     *
     * @param slots capacity
     * @param taken picks that were not undone; at most {@code slots}
     */
    record Totals(long slots, long taken) {}
}
