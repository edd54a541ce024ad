package maestro.orchestrator.choreography;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeftoverTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "checkout                                   | ORDER_WITHOUT_MONEY",
                "checkout payment                           | MONEY_WITHOUT_GOODS",
                "checkout payment stock cd invoice          | MONEY_WITHOUT_GOODS INVOICE_WITHOUT_SHIPMENT",
                "cd                                         | GOODS_HELD_WITHOUT_MONEY",
                "shipping                                   | GOODS_SENT_WITHOUT_MONEY",
                "cd invoice shipping                        | GOODS_SENT_WITHOUT_MONEY INVOICE_WITHOUT_MONEY",
                "payment stock cd invoice shipping          | SALE_WITHOUT_ORDER",
                "checkout payment stock cd invoice shipping | ''",
            })
    void classifiesHalfDonePurchases(String held, String expected) {
        assertThat(Leftover.of(Set.of(held.split(" "))))
                .extracting(Enum::name)
                .containsExactly(expected.isEmpty() ? new String[0] : expected.split(" "));
    }
}
