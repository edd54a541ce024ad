package maestro.choreography;

import maestro.contract.Purchase;
import maestro.participant.Participant;
import maestro.participant.Refusal;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A minimal participant, which refuses the token {@code tok_declined}. */
record SampleParticipant(JdbcClient jdbc) implements Participant<SampleParticipant.Receipt> {

    @SpringBootConfiguration
    @EnableAutoConfiguration
    static class Application {

        @Bean
        SampleParticipant participant(JdbcClient jdbc) {
            return new SampleParticipant(jdbc);
        }
    }

    record Receipt(int seat) {}

    record Totals(long count) {}

    @Override
    public Receipt perform(String id, Purchase purchase) throws Refusal {
        if (purchase.payment().token().equals("tok_declined")) {
            throw new Refusal("DECLINED", "The token is declined.");
        }
        jdbc.sql("insert into sample (purchase) values (?)").param(id).update();
        return new Receipt(1);
    }

    @Override
    public void undo(String id) {
        jdbc.sql("update sample set undone = true where purchase = ?").param(id).update();
    }

    @Override
    public Totals audit() {
        return jdbc.sql("select count(*) as count from sample")
                .query(Totals.class)
                .single();
    }
}
