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
import maestro.orchestrator.participants.LedgerClient.Entry;
import maestro.orchestrator.participants.ParticipantAdminClient;
import maestro.saga.platform.Platform;
import org.springframework.stereotype.Component;

/**
 * Reads from the participants' books what is left of purchases that nobody conducts. There is no journal to hold that against: which of them
 * completed, failed or are under way is a guess by what is held.
 */
@Component
class ChoreographyAudit {

    private static final int PAGE = 500;

    private static final int MAX_LISTED = 1000;

    private final LedgerClient books;
    private final ParticipantAdminClient backstage;
    private final Platform platform;

    ChoreographyAudit(LedgerClient books, ParticipantAdminClient backstage, Platform platform) {
        this.books = books;
        this.backstage = backstage;
        this.platform = platform;
    }

    ChoreographyReport run() {
        Map<String, SortedSet<String>> holders = holders();
        List<HalfDone> halfDone = new ArrayList<>();
        var counts = new EnumMap<ChoreographyStyle, Counts>(ChoreographyStyle.class);
        for (ChoreographyStyle way : ChoreographyStyle.values()) {
            var held = holders.entrySet().stream()
                    .filter(purchase -> purchase.getKey().startsWith(ChoreographyStyle.PREFIX + way))
                    .toList();
            var broken = held.stream()
                    .filter(purchase -> isHalfDone(purchase.getValue()))
                    .map(purchase -> halfDone(way, purchase.getKey(), purchase.getValue()))
                    .toList();
            int none = (int) held.stream()
                    .filter(purchase -> purchase.getValue().isEmpty())
                    .count();
            counts.put(way, new Counts(held.size() - none - broken.size(), none, broken.size(), kinds(broken)));
            halfDone.addAll(broken);
        }
        return new ChoreographyReport(
                platform.now(), counts, halfDone.stream().limit(MAX_LISTED).toList());
    }

    private boolean isHalfDone(SortedSet<String> held) {
        return !held.isEmpty() && held.size() < books.services().size();
    }

    private HalfDone halfDone(ChoreographyStyle way, String purchase, SortedSet<String> held) {
        var lacking = new TreeSet<>(books.services());
        lacking.removeAll(held);
        return new HalfDone(purchase, way, Leftover.of(held), held, lacking);
    }

    private static Map<Leftover, Integer> kinds(List<HalfDone> halfDone) {
        var kinds = new EnumMap<Leftover, Integer>(Leftover.class);
        halfDone.forEach(each -> each.kinds().forEach(kind -> kinds.merge(kind, 1, Integer::sum)));
        return kinds;
    }

    /** By purchase, the services that hold something of it; empty where one only remembers it. */
    private Map<String, SortedSet<String>> holders() {
        var holders = new TreeMap<String, SortedSet<String>>();
        for (String service : books.services()) {
            String last = ChoreographyStyle.PREFIX;
            while (last != null) {
                List<Entry> page = books.page(service, last, PAGE);
                List<Entry> ours = page.stream()
                        .filter(entry -> entry.purchase().startsWith(ChoreographyStyle.PREFIX))
                        .toList();
                for (Entry entry : ours) {
                    var held = holders.computeIfAbsent(entry.purchase(), _ -> new TreeSet<>());
                    if (entry.holds()) {
                        held.add(service);
                    }
                }
                last = ours.size() == PAGE ? ours.getLast().purchase() : null;
            }
        }
        return holders;
    }

    Map<String, Entry> whereabouts(String id) {
        var entries = new TreeMap<String, Entry>();
        books.services().forEach(service -> books.entry(service, id).ifPresent(entry -> entries.put(service, entry)));
        return entries;
    }

    /** Undoes what is half done, at all six, as an operator would have to by hand: none of the six knows that it should. */
    ChoreographyReport takeBack() {
        for (HalfDone each : run().halfDone()) {
            each.held().forEach(service -> backstage.undo(service, each.purchase()));
        }
        return run();
    }
}
