package maestro.benchmarks.stub;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The replies of the stub and the counters of its calls.
 *
 * <p>{@code GET /counts} returns the counters. {@code GET /settings/DELAY-MS/CD-STATUS} resets them, and sets the
 * duration of each call and the status with which cd replies to a do: 200, 422 for a refusal, or 503.
 */
final class StubReplies {

    private static final Map<String, String> RECEIPTS = Map.of(
            "checkout",
            """
            {"order":"o-1","total":{"amount":12990,"currency":"BRL"},\
            "lines":[{"sku":"BOOK-DDD","quantity":1,"price":{"amount":12990,"currency":"BRL"}}]}""",
            "payment",
            "{\"payment\":\"p-1\",\"amount\":12990,\"currency\":\"BRL\"}",
            "stock",
            "{\"reservation\":\"r-1\",\"items\":[{\"sku\":\"BOOK-DDD\",\"quantity\":1}]}",
            "cd",
            "{\"slot\":\"2026-11-25/1\"}",
            "invoice",
            "{\"number\":1,\"amount\":12990,\"currency\":\"BRL\"}",
            "shipping",
            "{\"tracking\":\"BR0000000001\"}");

    private static final String REFUSAL = """
            {"type":"/problems/refused","title":"Refused","status":422,"reason":"NO_SLOT","detail":"None is left."}""";
    private static final String UNAVAILABLE = """
            {"type":"about:blank","title":"Service Unavailable","status":503}""";

    private long dos;
    private long undos;
    private long delayMs;
    private int cdStatus = 200;

    static boolean isCall(String target) {
        return target.endsWith("/do") || target.endsWith("/undo");
    }

    long delayNanos() {
        return TimeUnit.MILLISECONDS.toNanos(delayMs);
    }

    ByteBuffer to(String participant, String target) {
        if (target.endsWith("/do")) {
            dos++;
            return toDo(participant, purchase(target));
        }
        if (target.endsWith("/undo")) {
            undos++;
            return ok("{\"purchase\":\"%s\",\"service\":\"%s\",\"state\":\"UNDONE\",\"effect\":\"REVERSED\"}"
                    .formatted(purchase(target), participant));
        }
        if (target.startsWith("/settings/")) {
            String[] segments = target.split("/", -1);
            delayMs = Long.parseLong(segments[2]);
            cdStatus = Integer.parseInt(segments[3]);
            dos = 0;
            undos = 0;
        }
        return ok("{\"do\":%d,\"undo\":%d}".formatted(dos, undos));
    }

    private ByteBuffer toDo(String participant, String purchase) {
        if (cdStatus == 200 || !participant.equals("cd")) {
            return ok("{\"purchase\":\"" + purchase + "\",\"service\":\"" + participant
                    + "\",\"state\":\"DONE\",\"receipt\":" + RECEIPTS.get(participant) + "}");
        }
        return cdStatus == 422
                ? reply("422 Unprocessable Content", "application/problem+json", REFUSAL)
                : reply("503 Service Unavailable", "application/problem+json", UNAVAILABLE);
    }

    /** Extracts the id from {@code /purchases/ID/do}. */
    private static String purchase(String target) {
        int from = "/purchases/".length();
        return target.substring(from, target.indexOf('/', from));
    }

    private static ByteBuffer ok(String body) {
        return reply("200 OK", "application/json", body);
    }

    private static ByteBuffer reply(String status, String type, String body) {
        String head = "HTTP/1.1 " + status + "\r\nContent-Type: " + type + "\r\nContent-Length: " + body.length()
                + "\r\n\r\n";
        return ByteBuffer.wrap((head + body).getBytes(StandardCharsets.ISO_8859_1));
    }
}
