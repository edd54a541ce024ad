package maestro.cd;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import maestro.cd.CdTest.AdjustableClock;
import maestro.conformance.Reply;
import maestro.conformance.SamplePurchase;
import maestro.conformance.ServiceTest;
import maestro.contract.Purchase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** Ten slots per day; each test runs on another day. */
@Import(AdjustableClock.class)
@TestPropertySource(properties = "maestro.cd.slots-per-day=10")
class CdTest extends ServiceTest {

    @Autowired
    private AdjustableClock clock;

    @Autowired
    private JdbcClient db;

    @BeforeEach
    void advanceDay() {
        clock.now = clock.now.plus(Duration.ofDays(1));
    }

    @Test
    void takesSlotOfCurrentDayInConfiguredZone() {
        clock.now = Instant.parse("2031-11-22T02:59:59Z");
        assertThat(slot(perform(purchase()))).isEqualTo("2031-11-21-000001");

        clock.now = Instant.parse("2031-11-22T03:00:00Z");
        assertThat(slot(perform(purchase()))).isEqualTo("2031-11-22-000001");
        assertThat(slot(perform(purchase()))).isEqualTo("2031-11-22-000002");
    }

    @Test
    void returnsSlotOnUndo() {
        perform(purchase());
        JsonNode before = audit();
        Purchase purchase = purchase();
        perform(purchase);
        assertThat(increase(before, "taken")).isEqualTo(1);
        assertThat(increase(before, "slots")).isZero();
        assertEffects(purchase, 1, 0);

        undo(purchase);

        assertThat(audit()).isEqualTo(before);
        assertEffects(purchase, 1, 1);
    }

    @Test
    void neverReusesLabel() {
        Purchase first = purchase();
        String label = slot(perform(first));
        undo(first);

        assertThat(slot(perform(purchase()))).isNotEqualTo(label);
    }

    @RepeatedTest(10)
    void takesAllSlotsOfNewDayUnderConcurrency() {
        JsonNode before = audit();
        List<Purchase> purchases = Stream.generate(CdTest::purchase).limit(100).toList();

        List<Reply> replies = concurrently(purchases, this::perform);

        assertThat(replies)
                .filteredOn(reply -> reply.status() == 200)
                .extracting(CdTest::slot)
                .hasSize(10)
                .doesNotHaveDuplicates();
        assertThat(replies)
                .filteredOn(reply -> reply.reason().equals("NO_SLOT_LEFT"))
                .hasSize(90);
        assertThat(increase(before, "slots")).isEqualTo(10);
        assertThat(increase(before, "taken")).isEqualTo(10);
        assertRefused(purchase(), "NO_SLOT_LEFT");

        purchases.forEach(this::undo);
        assertThat(increase(before, "taken")).isZero();
        assertThat(perform(purchase()).status()).isEqualTo(200);
    }

    @Test
    void countsPicksPerDay() {
        perform(purchase());

        assertThat(db.sql("select sum(taken) from picking_day")
                        .query(Long.class)
                        .single())
                .isEqualTo(audit().path("taken").longValue());
    }

    private static Purchase purchase() {
        return SamplePurchase.of("MUG", 1).purchase();
    }

    private static String slot(Reply reply) {
        return reply.receipt().path("slot").asString("");
    }

    /** Returns the time that a test sets. */
    @Primary
    static class AdjustableClock extends Clock {

        volatile Instant now = Instant.parse("2030-01-01T12:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }
}
