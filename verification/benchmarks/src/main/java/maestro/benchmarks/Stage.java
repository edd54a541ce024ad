package maestro.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import maestro.benchmarks.load.Load;
import maestro.benchmarks.load.Taken;
import maestro.benchmarks.system.Contender;
import maestro.benchmarks.system.Cpu;
import maestro.benchmarks.system.Database;
import maestro.benchmarks.system.Participants;
import maestro.benchmarks.system.Peer;
import maestro.benchmarks.system.Postgres;
import maestro.benchmarks.system.Restate;
import org.jspecify.annotations.Nullable;

/** The stub, a PostgreSQL server and the contenders, all up at once; only one of them works at a time. */
final class Stage implements AutoCloseable {

    /** PostgreSQL's processes tell what they counted at most twice a second. */
    private static final Duration COUNTED = Duration.ofMillis(1200);

    private static final int COMMITS = 401;

    private final Path data;
    private final Path packages;
    private final Participants participants;
    private final Postgres postgres;
    private final List<Contender> contenders = new ArrayList<>();
    private @Nullable Restate restate;

    Stage(Path data) throws IOException, InterruptedException {
        this.data = Files.createTempDirectory(Files.createDirectories(data), "run-");
        this.packages = data.resolve("packages");
        this.participants = new Participants(this.data);
        this.postgres = new Postgres(this.data);
    }

    /** Those who can be had: a peer that can't is left out, and a line says why. */
    List<Contender> bring(List<String> names) throws SQLException, InterruptedException {
        for (String name : names) {
            Optional<Peer> peer = Peer.titled(name);
            if (peer.isPresent()) {
                bring(peer.get());
            } else {
                take(contender(name));
            }
        }
        return contenders;
    }

    private void bring(Peer peer) throws SQLException, InterruptedException {
        try {
            take(contender(peer));
        } catch (IllegalStateException e) {
            System.out.printf("%s is left out: %s%n", peer.title(), e.getMessage());
        }
    }

    /** An engine on PostgreSQL under a name and settings of its own. */
    Contender bring(String name, Map<String, String> settings) throws SQLException, InterruptedException {
        return take(Contender.onPostgres(name, data, participants, postgres, settings));
    }

    /** It is ended with all others. */
    Contender take(Contender contender) throws InterruptedException {
        contenders.add(contender.awaitReady());
        return contender;
    }

    /** The folder of this run. */
    Path data() {
        return data;
    }

    Participants participants() {
        return participants;
    }

    Postgres postgres() {
        return postgres;
    }

    private Contender contender(String name) throws SQLException {
        return switch (name) {
            case Contender.ON_POSTGRES -> Contender.onPostgres(name, data, participants, postgres, Map.of());
            case Contender.ON_H2 -> Contender.onH2(data, participants);
            default -> Contender.bare(data, participants, name);
        };
    }

    private Contender contender(Peer peer) throws SQLException, InterruptedException {
        Database database = switch (peer) {
            case DBOS, FLOWABLE, FLOWABLE_ASYNC -> postgres;
            case RESTATE -> restate();
            case TEMPORAL -> null;
        };
        return Contender.peer(peer, data, participants, database);
    }

    private Restate restate() throws InterruptedException {
        if (restate == null) {
            restate = new Restate(data, packages);
        }
        return restate;
    }

    void warmUp(Contender contender, Scenario scenario, int seconds)
            throws IOException, InterruptedException, ExecutionException {
        participants.behave(scenario.delayMs(), scenario.cdStatus());
        Load.run(contender.port(), scenario.customers(), seconds, scenario.answer());
    }

    /** @throws IllegalStateException if an answer was wrong or the calls aren't as many as they must be */
    Round measure(Contender contender, Scenario scenario, int seconds)
            throws IOException, SQLException, InterruptedException, ExecutionException {
        return measure(contender, scenario, seconds, 0);
    }

    /** @param others calls at most that belong to other purchases */
    Round measure(Contender contender, Scenario scenario, int seconds, int others)
            throws IOException, SQLException, InterruptedException, ExecutionException {
        participants.behave(scenario.delayMs(), scenario.cdStatus());
        Used before = used(contender);
        Taken taken = Load.run(contender.port(), scenario.customers(), seconds, scenario.answer());
        if (contender.database() != null) {
            Thread.sleep(COUNTED);
        }
        Used used = used(contender).since(before);
        check(contender, scenario, taken, others);
        double n = taken.purchases();
        return new Round(
                contender.name(),
                scenario,
                taken.perSecond(),
                taken.percentileMs(0.5),
                taken.percentileMs(0.99),
                used.system().toNanos() / 1e6 / n,
                used.database().toNanos() / 1e6 / n,
                used.stub().toNanos() / 1e6 / n,
                used.load().toNanos() / 1e6 / n,
                used.forced() / n);
    }

    private void check(Contender contender, Scenario scenario, Taken taken, int others) throws IOException {
        long calls = participants.calls();
        long more = calls - (long) taken.purchases() * scenario.callsEach();
        if (taken.failed() > 0 || more < 0 || more > others) {
            throw new IllegalStateException("%s, %s: %d purchases, %d of them with another answer than %d, %d calls"
                    .formatted(
                            contender.name(), scenario, taken.purchases(), taken.failed(), scenario.answer(), calls));
        }
    }

    /** Milliseconds that PostgreSQL takes for the smallest commit there is, one after another: the median. */
    double commitMs() throws SQLException {
        postgres.execute("postgres", "create table if not exists least (n int)");
        var nanos = new ArrayList<Long>();
        try (var connection = postgres.connect("postgres");
                var insert = connection.prepareStatement("insert into least values (1)")) {
            for (int i = 0; i < COMMITS; i++) {
                long began = System.nanoTime();
                insert.executeUpdate();
                nanos.add(System.nanoTime() - began);
            }
        }
        nanos.sort(null);
        return nanos.get(COMMITS / 2) / 1e6;
    }

    private Used used(Contender contender) throws IOException, SQLException {
        Database database = contender.database();
        return new Used(
                Cpu.of(contender.java().handle()),
                database == null ? Duration.ZERO : database.cpu(),
                Cpu.of(participants.handle()),
                Cpu.of(ProcessHandle.current()),
                contender.forced());
    }

    private record Used(Duration system, Duration database, Duration stub, Duration load, long forced) {
        Used since(Used before) {
            return new Used(
                    system.minus(before.system),
                    database.minus(before.database),
                    stub.minus(before.stub),
                    load.minus(before.load),
                    forced - before.forced);
        }
    }

    @Override
    public void close() throws IOException {
        for (Contender each : contenders) {
            each.close();
        }
        if (restate != null) {
            restate.close();
        }
        postgres.close();
        participants.close();
    }
}
