package maestro.orchestrator.choreography;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** The defects of a choreographed purchase that only some of the services hold. A purchase may have several. */
public enum Leftover {
    MONEY_WITHOUT_GOODS,
    GOODS_SENT_WITHOUT_MONEY,
    GOODS_HELD_WITHOUT_MONEY,
    INVOICE_WITHOUT_SHIPMENT,
    INVOICE_WITHOUT_MONEY,
    SALE_WITHOUT_ORDER,
    ORDER_WITHOUT_MONEY;

    /** @param held the services that hold an effect */
    static List<Leftover> of(Set<String> held) {
        return Arrays.stream(values()).filter(kind -> kind.appliesTo(held)).toList();
    }

    private boolean appliesTo(Set<String> held) {
        boolean isPaid = held.contains("payment");
        boolean isSent = held.contains("shipping");
        return switch (this) {
            case MONEY_WITHOUT_GOODS -> isPaid && !isSent;
            case GOODS_SENT_WITHOUT_MONEY -> isSent && !isPaid;
            case GOODS_HELD_WITHOUT_MONEY -> (held.contains("stock") || held.contains("cd")) && !isPaid && !isSent;
            case INVOICE_WITHOUT_SHIPMENT -> held.contains("invoice") && !isSent;
            case INVOICE_WITHOUT_MONEY -> held.contains("invoice") && !isPaid;
            case SALE_WITHOUT_ORDER -> isPaid && !held.contains("checkout");
            case ORDER_WITHOUT_MONEY -> held.contains("checkout") && !isPaid;
        };
    }
}
