package maestro.conformance;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A purchase that every service accepts: it has the receipts of all six steps. */
final class SamplePurchase {

    private SamplePurchase() {}

    static ObjectNode of(String id) {
        ObjectNode purchase = (ObjectNode) JsonMapper.shared().readTree("""
                {
                  "customer": "ana@example.com",
                  "items": [{"sku": "BOOK-DDD", "quantity": 2}],
                  "payment": {"token": "tok_visa"},
                  "shipTo": {
                    "name": "Ana Souza", "street": "Rua das Flores 10", "city": "São Paulo",
                    "postalCode": "01001-000", "country": "BR"
                  },
                  "receipts": {
                    "checkout": {
                      "order": "order-1",
                      "total": {"amount": 25980, "currency": "BRL"},
                      "lines": [
                        {
                          "sku": "BOOK-DDD", "quantity": 2,
                          "unitPrice": {"amount": 12990, "currency": "BRL"},
                          "total": {"amount": 25980, "currency": "BRL"}
                        }
                      ]
                    },
                    "payment": {"payment": "payment-1", "amount": 25980, "currency": "BRL"},
                    "stock": {"reservation": "reservation-1", "items": [{"sku": "BOOK-DDD", "quantity": 2}]},
                    "cd": {"slot": 1},
                    "invoice": {"number": 1, "amount": 25980, "currency": "BRL"},
                    "shipping": {"tracking": "BR000000001"}
                  }
                }""");
        return purchase.put("id", id);
    }

    /** The same purchase, but one more of its first item. */
    static ObjectNode withOtherContent(String id) {
        ObjectNode purchase = of(id);
        ((ObjectNode) purchase.at("/items/0")).put("quantity", 3);
        return purchase;
    }

    /** The same content, written in another order and with blanks. */
    static String inOtherOrder(ObjectNode purchase) {
        ObjectNode reversed = purchase.objectNode();
        purchase.propertyNames().stream().toList().reversed().forEach(name -> reversed.set(name, purchase.get(name)));
        return reversed.toPrettyString();
    }
}
