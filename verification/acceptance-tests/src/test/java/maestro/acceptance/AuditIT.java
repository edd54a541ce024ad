package maestro.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import maestro.stack.Basket;
import maestro.stack.Stack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The checker itself: it must see what it is for. */
class AuditIT extends Scenario {

    static final List<String> STEPS = Stack.STEPS;

    AuditIT(Stack stack) {
        super(stack);
    }

    @ParameterizedTest
    @FieldSource("STEPS")
    void findsWhatWasUndoneBehindItsBack(String step) {
        String id = shop.buy(Basket.oneBook()).saga().id();
        thenTheAuditIsClean();

        assertThat(stack.participant(step).undo(id).status()).isEqualTo(200);

        assertThat(shop.audit().path("violations").toString()).contains(id, step);
        shop.cancel(id, "put it right");
        shop.awaitUndone(id);
        thenTheAuditIsClean();
    }

    @Test
    void countsEveryPurchase() {
        long before = shop.audit().path("checked").longValue();

        shop.buy(Basket.oneBook());

        assertThat(shop.audit().path("checked").longValue()).isEqualTo(before + 1);
    }
}
