package maestro.benchmarks.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A customer who calls the do of each participant directly, of all at the same time: as fast as participants can be driven at all. What one of
 * them needs of another's receipt is made up.
 */
public final class OnTheirOwn implements Customer {

    private static final int CREATED = 201;
    private static final String RECEIPTS = """
            "receipts":{"checkout":{"total":{"amount":12990,"currency":"BRL"}}},""";

    private final List<Line> participants = new ArrayList<>();

    public OnTheirOwn(List<Integer> ports) throws IOException {
        for (int port : ports) {
            participants.add(new Line(port));
        }
    }

    /** As if it had been bought: 201 if every participant has done its part. */
    @Override
    public int buy() throws IOException {
        String id = UUID.randomUUID().toString();
        byte[] request =
                Line.post("/purchases/" + id + "/do", "", "{\"id\":\"" + id + "\"," + RECEIPTS + Shopper.MEMBERS + "}");
        for (Line each : participants) {
            each.send(request);
        }
        int worst = CREATED;
        for (Line each : participants) {
            int status = each.status();
            worst = status == 200 ? worst : status;
        }
        return worst;
    }

    @Override
    public void close() throws IOException {
        for (Line each : participants) {
            each.close();
        }
    }
}
