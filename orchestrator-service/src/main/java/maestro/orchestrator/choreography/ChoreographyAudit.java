package maestro.orchestrator.choreography;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import maestro.contract.ChoreographyStyle;
import maestro.orchestrator.choreography.ChoreographyReport.Counts;
import maestro.orchestrator.choreography.ChoreographyReport.HalfDone;
import maestro.orchestrator.participants.LedgerClient;
import maestro.orchestrator.participants.LedgerEntry;
import maestro.orchestrator.participants.ParticipantAdminClient;
import maestro.saga.platform.Platform;

/**
 * Reads the state of choreographed purchases from the participants' ledgers. No journal has their state: it is derived
 * from the effects that the participants hold.
 */
public final class ChoreographyAudit {

    private static final int PAGE = 500;
    private static final int MAX_LISTED = 1000;

    private final LedgerClient ledgers;
    private final ParticipantAdminClient participants;
    private final Platform platform;

    public ChoreographyAudit(LedgerClient ledgers, ParticipantAdminClient participants, Platform platform) {
        this.ledgers = ledgers;
        this.participants = participants;
        this.platform = platform;
    }

    ChoreographyReport run() {
        Map<String, SortedSet<String>> holders = holders();
        List<HalfDone> halfDone = new ArrayList<>();
        var counts = new EnumMap<ChoreographyStyle, Counts>(ChoreographyStyle.class);
        for (ChoreographyStyle style : ChoreographyStyle.values()) {
            var purchases = holders.entrySet().stream()
                    .filter(purchase -> purchase.getKey().startsWith(ChoreographyStyle.PREFIX + style))
                    .toList();
            var broken = purchases.stream()
                    .filter(purchase -> isHalfDone(purchase.getValue()))
                    .map(purchase -> halfDone(style, purchase.getKey(), purchase.getValue()))
                    .toList();
            int none = (int) purchases.stream()
                    .filter(purchase -> purchase.getValue().isEmpty())
                    .count();
            counts.put(style, new Counts(purchases.size() - none - broken.size(), none, broken.size(), kinds(broken)));
            halfDone.addAll(broken);
        }
        return new ChoreographyReport(
                platform.now(), counts, halfDone.stream().limit(MAX_LISTED).toList());
    }

    private boolean isHalfDone(SortedSet<String> held) {
        return !held.isEmpty() && held.size() < ledgers.services().size();
    }

    private HalfDone halfDone(ChoreographyStyle style, String purchase, SortedSet<String> held) {
        var lacking = new TreeSet<>(ledgers.services());
        lacking.removeAll(held);
        return new HalfDone(purchase, style, Leftover.of(held), held, lacking);
    }

    private static Map<Leftover, Integer> kinds(List<HalfDone> halfDone) {
        var kinds = new EnumMap<Leftover, Integer>(Leftover.class);
        halfDone.forEach(each -> each.kinds().forEach(kind -> kinds.merge(kind, 1, Integer::sum)));
        return kinds;
    }

    /** The services that hold an effect, by purchase. Empty for a purchase that is recorded but has no effect left. */
    private Map<String, SortedSet<String>> holders() {
        var holders = new TreeMap<String, SortedSet<String>>();
        for (String service : ledgers.services()) {
            String last = ChoreographyStyle.PREFIX;
            while (last != null) {
                List<LedgerEntry> page = ledgers.page(service, last, PAGE);
                List<LedgerEntry> choreographed = page.stream()
                        .filter(entry -> entry.purchase().startsWith(ChoreographyStyle.PREFIX))
                        .toList();
                for (LedgerEntry entry : choreographed) {
                    var held = holders.computeIfAbsent(entry.purchase(), _ -> new TreeSet<>());
                    if (entry.holds()) {
                        held.add(service);
                    }
                }
                last = choreographed.size() == PAGE ? choreographed.getLast().purchase() : null;
            }
        }
        return holders;
    }

    /** The ledger entries of one purchase, by service. */
    Map<String, LedgerEntry> entries(String id) {
        var entries = new TreeMap<String, LedgerEntry>();
        ledgers.services()
                .forEach(service -> ledgers.entry(service, id).ifPresent(entry -> entries.put(service, entry)));
        return entries;
    }

    /** Undoes the effects of all purchases that are half done. */
    ChoreographyReport undoHalfDone() {
        for (HalfDone each : run().halfDone()) {
            each.held().forEach(service -> participants.undo(service, each.purchase()));
        }
        return run();
    }
}
