package dev.caravan.sync.matrix;

import dev.caravan.catalog.CatalogApi;
import dev.caravan.platform.Sql;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Finds the products that a filter means, in the order of their ids, without looking at all of them: either the few that the
 * catalogue's conditions find are checked in the stores, or the products that are in a state in the stores are walked
 * through in the order of an index, and the catalogue's conditions are checked.
 */
@Component
class MatchingProducts {

    /** If the catalogue's conditions find fewer, these are what is looked through. */
    static final int FEW = 2_000;

    private static final int STEP = 500;

    /** Counted exactly up to here: products, and products by their states in stores. */
    private static final int COUNTED = 10_000;

    private static final int COUNTED_IN_STORES = 500;

    private final Sql sql;
    private final CatalogApi catalog;
    private final TransactionTemplate reading;

    MatchingProducts(Sql sql, CatalogApi catalog, TransactionTemplate transaction) {
        this.sql = sql;
        this.catalog = catalog;
        this.reading = new TransactionTemplate(Objects.requireNonNull(transaction.getTransactionManager()));
        this.reading.setReadOnly(true); // no audit entry of an action goes with it
    }

    /**
     * A filter with what it takes to carry it out.
     *
     * @param stores in which its status is looked for
     * @param lateBefore what has been pending since before is late
     * @param found what the catalogue's conditions find; null if there are none
     */
    record Question(
            long accountId,
            MatrixFilter filter,
            @Nullable String words,
            Long @Nullable [] categoryIds,
            List<MatrixStore> stores,
            Instant lateBefore,
            @Nullable Catalogued found) {

        /** Whether it asks for products of which a variant may have what is asked for. */
        boolean deep() {
            return words != null || filter.changedSince() != null;
        }

        boolean ofCatalogue() {
            return deep() || filter.familyId() != null || categoryIds != null;
        }

        boolean ofStores() {
            return filter.status() != null || filter.connectionId() != null;
        }

        /** Up to how many matching products it costs little to count them. */
        int counted() {
            if (found != null && !found.all()) {
                return 0;
            }
            return ofStores() ? COUNTED_IN_STORES : found != null ? FEW : COUNTED;
        }

        /** So many match at least. */
        int atLeast() {
            return found == null || ofStores() ? 0 : found.ids().size();
        }
    }

    private record Found(long id, long lookedAt) {}

    Question question(long accountId, MatrixFilter filter, List<MatrixStore> stores, Instant lateBefore) {
        Long category = filter.categoryId();
        Long[] below = category == null
                ? null
                : catalog.categoriesBelow(accountId, category).toArray(Long[]::new);
        String words = SearchWords.of(filter.search());
        Question asked = new Question(accountId, filter, words, below, stores, lateBefore, null);
        return asked.ofCatalogue()
                ? new Question(accountId, filter, words, below, stores, lateBefore, planned(() -> catalogued(asked)))
                : asked;
    }

    /** The first {@code limit} matching products with ids above {@code after}. */
    List<Long> after(Question question, long after, int limit) {
        return planned(() -> {
            Catalogued found = question.found;
            if (found == null) {
                return walk(question, after, limit);
            }
            if (question.filter.status() != null && question.filter.status().inManyStores()) {
                List<Long> first = portion(question, after, STEP);
                if (first.size() < STEP || !found.all()) {
                    return walkOn(question, first, STEP, limit);
                }
            }
            return found.all() ? check(question, found.above(after), limit) : walk(question, after, limit);
        });
    }

    private <T> T planned(Supplier<T> statements) {
        return Objects.requireNonNull(reading.execute(status -> {
            sql.planEachTime();
            return statements.get();
        }));
    }

    private Catalogued catalogued(Question question) {
        if (question.words != null) {
            sql.statement("sync/search-by-index").query().singleRow();
        }
        List<Found> found = catalogue("sync/match-products", question)
                .param("most", FEW)
                .query(Found.class)
                .list();
        boolean all = found.isEmpty() || found.get(0).lookedAt < FEW;
        return new Catalogued(found.stream().map(Found::id).toList(), all);
    }

    private List<Long> check(Question question, List<Long> few, int limit) {
        if (!question.ofStores()) {
            return first(limit, few);
        }
        List<Long> matching = new ArrayList<>();
        for (int from = 0; from < few.size() && matching.size() < limit; from += STEP) {
            matching.addAll(inStores(question, few.subList(from, Math.min(from + STEP, few.size()))));
        }
        return first(limit, matching);
    }

    private List<Long> inStores(Question question, List<Long> ids) {
        StoreState state = StoreState.of(question.filter, question.stores, question.lateBefore);
        return sql.statement("sync/check-product-states")
                .param("accountId", question.accountId)
                .param("ids", ids.toArray(Long[]::new))
                .param("stores", stores(question))
                .param("state", state.word())
                .param("before", timestamp(state.before()))
                .param("on", state.on())
                .param("off", state.off())
                .param("settled", state.settled())
                .query(Long.class)
                .list();
    }

    private List<Long> walk(Question question, long after, int limit) {
        int step = question.ofCatalogue() ? Math.max(limit, STEP) : limit;
        return walkOn(question, portion(question, after, step), step, limit);
    }

    private List<Long> walkOn(Question question, List<Long> walked, int step, int limit) {
        boolean checked = question.ofCatalogue() || question.ofStores();
        List<Long> matching = new ArrayList<>();
        while (!walked.isEmpty()) {
            matching.addAll(checked ? existing(question, walked) : walked);
            if (walked.size() < step || matching.size() >= limit) {
                break;
            }
            walked = portion(question, walked.get(walked.size() - 1), step);
        }
        return first(limit, matching);
    }

    private List<Long> portion(Question question, long after, int step) {
        return next(question)
                .apply(after)
                .param("limit", step)
                .query(Long.class)
                .list();
    }

    /** The statement that walks on from a product. */
    private LongFunction<StatementSpec> next(Question question) {
        StoreState state = StoreState.of(question.filter, question.stores, question.lateBefore);
        return after -> switch (state.word()) {
            case "any", "absent" ->
                statement("sync/walk-products", question, after)
                        .param("absentIn", state.word().equals("any") ? null : stores(question)[0]);
            case "pending" ->
                inOrder("sync/walk-pending-products", question, after).param("before", timestamp(state.before()));
            case "error" -> inOrder("sync/walk-products-in-error", question, after);
            default ->
                statement("sync/walk-linked-products", question, after)
                        .param("store", stores(question)[0])
                        .param("on", state.on())
                        .param("off", state.off())
                        .param("settled", state.settled());
        };
    }

    private static List<Long> first(int limit, List<Long> ids) {
        return ids.subList(0, Math.min(limit, ids.size()));
    }

    private List<Long> existing(Question question, List<Long> ids) {
        return catalogue("sync/check-products", question)
                .param("ids", ids.toArray(Long[]::new))
                .query(Long.class)
                .list();
    }

    private StatementSpec inOrder(String name, Question question, long after) {
        sql.statement("sync/walk-in-order").query().singleRow();
        return statement(name, question, after).param("stores", stores(question));
    }

    private StatementSpec statement(String name, Question question, long after) {
        return sql.statement(name).param("accountId", question.accountId).param("after", after);
    }

    private StatementSpec catalogue(String name, Question question) {
        return sql.statement(name)
                .param("accountId", question.accountId)
                .param("deep", question.deep())
                .param("words", question.words)
                .param("changedSince", timestamp(question.filter.changedSince()))
                .param("familyId", question.filter.familyId())
                .param("categoryIds", question.categoryIds);
    }

    private static Long[] stores(Question question) {
        return question.stores.stream().map(MatrixStore::id).toArray(Long[]::new);
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }
}
