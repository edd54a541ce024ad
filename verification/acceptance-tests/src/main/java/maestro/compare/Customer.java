package maestro.compare;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import maestro.stack.Answer;
import maestro.stack.Basket;
import maestro.stack.Http;
import maestro.stack.Participant.Entry;
import maestro.stack.Saga;
import maestro.stack.Shop;
import maestro.stack.Stack;
import org.jspecify.annotations.Nullable;

/** One who buys, asks and returns, in one of the ways. */
interface Customer {

    /** @param id null if that wasn't told */
    record Told(@Nullable String id, boolean isCompleted) {}

    /** What a purchase turns out to be, and how many calls it took to find out. */
    record Whereabouts(boolean isComplete, int asked) {}

    /** @throws java.io.UncheckedIOException if there is no answer */
    Told buy(Basket basket);

    /** The id of the purchase that there was no answer to; null if nothing is known of it anywhere. */
    @Nullable String findLost();

    Whereabouts find(String id);

    void giveBack(String id);

    static Customer of(Way way, Stack stack) {
        return way == Way.ORCHESTRATED ? new OfTheOrchestrator(stack.shop()) : new OfTheServices(way, stack);
    }

    record OfTheOrchestrator(Shop shop) implements Customer {

        @Override
        public Told buy(Basket basket) {
            Saga saga = shop.buy(basket, "Prefer", "wait=45").saga();
            Saga ended = saga.isFinal() ? saga : shop.awaitFinal(saga.id());
            return new Told(saga.id(), ended.status().equals("COMPLETED"));
        }

        @Override
        public @Nullable String findLost() {
            return null;
        }

        @Override
        public Whereabouts find(String id) {
            return new Whereabouts(shop.get(id).status().equals("COMPLETED"), 1);
        }

        @Override
        public void giveBack(String id) {
            shop.cancel(id, "returned");
            shop.awaitUndone(id);
        }
    }

    /** Who goes to the first service, and has nobody to ask but all six. */
    final class OfTheServices implements Customer {

        private static final int MANY = 1_000_000;

        private final Way way;
        private final Stack stack;
        private final Set<String> known = new HashSet<>();

        OfTheServices(Way way, Stack stack) {
            this.way = way;
            this.stack = stack;
            known.addAll(atCheckout());
        }

        @Override
        public Told buy(Basket basket) {
            Answer answer = at("checkout").post("/choreography/purchases?style=" + way, basket.json());
            boolean isCompleted = answer.status() == 201;
            String id = answer.json().at(isCompleted ? "/id" : "/purchase/id").stringValue();
            known.add(id);
            return new Told(id, isCompleted);
        }

        @Override
        public @Nullable String findLost() {
            Set<String> unknown = atCheckout();
            unknown.removeAll(known);
            known.addAll(unknown);
            return unknown.stream().findFirst().orElse(null);
        }

        private Set<String> atCheckout() {
            Set<String> ids = new HashSet<>();
            String first = "choreo-" + way + "-";
            stack.participant("checkout").entries(first, MANY).stream()
                    .map(Entry::purchase)
                    .filter(id -> id.startsWith(first))
                    .forEach(ids::add);
            return ids;
        }

        @Override
        public Whereabouts find(String id) {
            int asked = 0;
            int holding = 0;
            Predicate<Entry> holds = entry -> entry.effects() > entry.reversals();
            for (String step : Stack.STEPS) {
                asked++;
                holding += stack.participant(step).entry(id).filter(holds).isPresent() ? 1 : 0;
            }
            return new Whereabouts(holding == Stack.STEPS.size(), asked);
        }

        @Override
        public void giveBack(String id) {
            at("shipping").post("/choreography/returns/" + id, "{}").ok();
        }

        private Http at(String step) {
            return new Http(stack.service(step).url());
        }
    }
}
