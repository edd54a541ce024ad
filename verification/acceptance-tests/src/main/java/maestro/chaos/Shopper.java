package maestro.chaos;

import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Supplier;
import maestro.chaos.checker.Evidence.Customer;
import maestro.chaos.checker.Evidence.Told;
import maestro.chaos.checker.Evidence.Told.What;
import maestro.stack.Answer;
import maestro.stack.Shop;

/** One customer, who remembers all that they were told. */
final class Shopper {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(400);
    private static final int CANCEL_TRIES = 10;
    private static final int LOOKS = 20;

    private final Order order;
    private final List<Shop> shops;
    private final List<Told> told = new CopyOnWriteArrayList<>();
    private int tries;

    /** @param first at which of the shops they begin */
    Shopper(Order order, List<Shop> shops, int first) {
        this.order = order;
        this.shops = shops;
        this.tries = first;
    }

    void shop() throws InterruptedException {
        String id = buy();
        if (id.isEmpty()) {
            return;
        }
        if (order.isAskedAgain()) {
            hear(() -> shopNow().buy(order.basket(), headers()), Words::ofPurchase);
        }
        if (order.keyIsReused()) {
            hear(() -> shopNow().buy(order.another(), headers()), Words::ofReusedKey);
        }
        if (order.cancelAfterMs() >= 0) {
            if (order.cancelsWhenDone()) {
                follow(id);
            }
            Thread.sleep(order.cancelAfterMs());
            cancel(id);
        }
        follow(id);
    }

    /** Once more when everything is over: the same key must give the same answer, and it is the last word. */
    void askAgain() {
        if (order.keyed() && wasTaken()) {
            hear(() -> shopNow().buy(order.basket(), headers()), answer -> {
                Told said = Words.ofPurchase(answer);
                return said.what() == What.COMPLETED ? new Told(What.STANDS, said.id(), said.words()) : said;
            });
        }
    }

    Customer asCustomer() {
        return new Customer(order.customer(), order.units(), order.keyed(), List.copyOf(told));
    }

    boolean was(What what) {
        return told.stream().anyMatch(each -> each.what() == what);
    }

    boolean wasTaken() {
        return told.stream().anyMatch(each -> isTaken(each.what()));
    }

    /** With a key again and again; without one only while it surely didn't arrive. The purchase's id, or nothing. */
    private String buy() throws InterruptedException {
        long began = System.nanoTime();
        while (System.nanoTime() - began < PATIENCE.toNanos()) {
            Told said = hear(() -> shopNow().buy(order.basket(), headers()), Words::ofPurchase);
            if (isTaken(said.what())) {
                return said.id();
            }
            if (said.what() == What.WRONG || (said.what() == What.UNSURE && !order.keyed())) {
                return "";
            }
            Thread.sleep(BETWEEN_TRIES);
        }
        return "";
    }

    private void cancel(String id) throws InterruptedException {
        for (int i = 0; i < CANCEL_TRIES; i++) {
            Told said = hear(() -> shopNow().cancel(id, "changed their mind"), Words::ofCancel, What.NOTHING);
            if (said.what() == What.CANCELLED || said.what() == What.WRONG) {
                return;
            }
            Thread.sleep(BETWEEN_TRIES);
        }
    }

    private void follow(String id) throws InterruptedException {
        for (int i = 0; i < LOOKS; i++) {
            Told said = hear(() -> shopNow().ask("/purchases/" + id), Words::ofState, What.NOTHING);
            if (said.what() == What.COMPLETED || said.what() == What.UNDONE || said.what() == What.WRONG) {
                return;
            }
            Thread.sleep(BETWEEN_TRIES);
        }
    }

    private Told hear(Supplier<Answer> call, Function<Answer, Told> meaning) {
        return hear(call, meaning, What.UNSURE);
    }

    private Told hear(Supplier<Answer> call, Function<Answer, Told> meaning, What ifItBreaksOff) {
        Told said;
        try {
            said = meaning.apply(call.get());
        } catch (UncheckedIOException e) {
            boolean wasSent = !(e.getCause() instanceof ConnectException);
            said = new Told(wasSent ? ifItBreaksOff : What.NOTHING, "", String.valueOf(e.getMessage()));
        }
        told.add(said);
        return said;
    }

    private static boolean isTaken(What what) {
        return what == What.TAKEN || what == What.COMPLETED || what == What.UNDONE;
    }

    private Shop shopNow() {
        return shops.get(tries++ % shops.size());
    }

    private String[] headers() {
        return order.keyed()
                ? new String[] {"Prefer", order.preference(), "Idempotency-Key", order.key()}
                : new String[] {"Prefer", order.preference()};
    }
}
