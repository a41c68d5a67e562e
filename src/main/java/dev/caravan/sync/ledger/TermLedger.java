package dev.caravan.sync.ledger;

import dev.caravan.platform.Sql;
import dev.caravan.store.Store;
import dev.caravan.sync.batch.Columns;
import dev.caravan.sync.batch.DeadlockRetry;
import dev.caravan.sync.batch.KnownTerms;
import dev.caravan.sync.batch.KnownTerms.Entry;
import dev.caravan.sync.batch.KnownTerms.Slot;
import dev.caravan.sync.batch.KnownTerms.State;
import dev.caravan.sync.batch.TermNote;
import dev.caravan.sync.compose.LostTerm;
import dev.caravan.woocommerce.TermBatch.Wanted;
import dev.caravan.woocommerce.TermKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/** Which id a store gave to a term. Ids are never guessed: WooCommerce drops unknown ones without an error. */
@Component
public class TermLedger {

    /**
     * If a term is lost again within this time, it is recreated for the product that needs it, but other products are
     * not sent again for it.
     */
    private static final Duration LOST_FOR_GOOD = Duration.ofMinutes(10);

    private final Sql sql;
    private final Clock clock;

    public TermLedger(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** What is known of these names; all categories with a name are found, whatever their parent. */
    KnownTerms find(Store store, Collection<Wanted> names) {
        Map<Slot, Entry> entries = new HashMap<>();
        if (!names.isEmpty()) {
            var columns = new Columns<>(List.copyOf(names));
            of(store, "sync/find-terms")
                    .param("kinds", columns.texts(w -> text(w.kind())))
                    .param("keys", columns.texts(Wanted::key))
                    .query(row -> {
                        entries.put(slot(row), entry(row));
                    });
        }
        return new KnownTerms(entries);
    }

    /** What is known of these options, found by attribute and name, because a store may have very many of them. */
    public KnownTerms findOptions(Store store, Collection<Wanted> options) {
        Map<Slot, Entry> entries = new HashMap<>();
        if (!options.isEmpty()) {
            var columns = new Columns<>(List.copyOf(options));
            of(store, "sync/find-options")
                    .param("attributes", columns.longs(Wanted::parentWooId))
                    .param("keys", columns.texts(Wanted::key))
                    .query(row -> {
                        entries.put(slot(row), entry(row));
                    });
        }
        return new KnownTerms(entries);
    }

    /** Products no longer show these terms, though nothing was sent in their place: the store is asked for them. */
    public void doubt(Store store, Collection<LostTerm> terms) {
        if (!terms.isEmpty()) {
            var columns = new Columns<>(List.copyOf(terms));
            of(store, "sync/doubt-terms")
                    .param("kinds", columns.texts(term -> text(term.kind())))
                    .param("wooIds", columns.longs(LostTerm::wooId))
                    .update();
        }
    }

    /**
     * The places of options that are to be created, by their keys. @param options of one attribute; for other kinds
     * nothing is found
     */
    Map<String, Integer> places(Store store, List<Wanted> options) {
        Map<String, Integer> places = new HashMap<>();
        if (!options.isEmpty() && options.get(0).kind() == TermKind.OPTION) {
            of(store, "sync/find-option-places")
                    .param("attribute", options.get(0).parentWooId())
                    .param("keys", new Columns<>(options).texts(Wanted::key))
                    .query(row -> {
                        places.put(row.getString("name_key"), row.getInt("place"));
                    });
        }
        return places;
    }

    /** Claims the creation of terms. @return those that no other delivery is creating */
    List<Wanted> claim(Store store, List<Wanted> wanted, UUID token, Duration lease) {
        Instant now = clock.instant();
        var columns = new Columns<>(wanted);
        Set<Slot> mine = new HashSet<>(bind(of(store, "sync/claim-terms"), columns)
                .param("folded", columns.texts(term -> AlikeOptions.folded(term.name())))
                .param("token", token)
                .param("now", Timestamp.from(now))
                .param("leaseUntil", Timestamp.from(now.plus(lease)))
                .query((row, n) -> slot(row))
                .list());
        return wanted.stream().filter(w -> mine.contains(Slot.of(w))).toList();
    }

    /** @param token of the delivery that got the answer */
    public void note(Store store, UUID token, List<TermNote> notes) {
        note(store, token, notes, false);
    }

    /** @param renamed whether the store was sent new names, which are no longer pending */
    public void note(Store store, UUID token, List<TermNote> notes, boolean renamed) {
        if (notes.isEmpty()) {
            return;
        }
        bind(
                        of(store, "sync/note-terms"),
                        new Columns<>(notes.stream().map(TermNote::wanted).toList()))
                .param(
                        "states",
                        new Columns<>(notes).texts(n -> n.state().name().toLowerCase(Locale.ROOT)))
                .param("wooIds", new Columns<>(notes).longs(TermNote::wooId))
                .param("made", new Columns<>(notes).booleans(TermNote::made))
                .param("slugs", new Columns<>(notes).texts(TermNote::slug))
                .param("shown", new Columns<>(notes).texts(TermNote::shown))
                .param("places", new Columns<>(notes).ints(TermNote::place))
                .param(
                        "folded",
                        new Columns<>(notes)
                                .texts(n -> AlikeOptions.folded(
                                        n.shown() == null ? n.wanted().name() : n.shown())))
                .param("renamed", renamed)
                .param("storeUrl", store.storeUrl().toString())
                .param("token", token)
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    /** Releases the terms that the delivery was to create and did not, so that others may. */
    public void release(Store store, UUID token) {
        of(store, "sync/release-terms").param("token", token).update();
    }

    /**
     * The store no longer has these terms; the options of an attribute are deleted with it. Products that were sent
     * with them are pending, because they may show them.
     */
    public void forget(Store store, Collection<LostTerm> lost) {
        if (lost.isEmpty()) {
            return;
        }
        var columns = new Columns<>(List.copyOf(lost));
        Instant now = clock.instant();
        List<String> kinds = of(store, "sync/forget-terms")
                .param("kinds", columns.texts(l -> text(l.kind())))
                .param("wooIds", columns.longs(LostTerm::wooId))
                .param("lostBefore", Timestamp.from(now.minus(LOST_FOR_GOOD)))
                .param("now", Timestamp.from(now))
                .query(String.class)
                .list();
        String[] fields = kinds.stream()
                .map(kind -> TermKind.valueOf(kind.toUpperCase(Locale.ROOT)))
                .map(kind -> kind == TermKind.OPTION ? TermKind.ATTRIBUTE.field() : kind.field())
                .distinct()
                .toArray(String[]::new);
        if (fields.length > 0) {
            DeadlockRetry.retry(
                    "Terms that connection " + store.id() + " has lost",
                    () -> of(store, "sync/mark-holders-of-terms-pending")
                            .param("fields", fields)
                            .param("now", Timestamp.from(now))
                            .update());
        }
    }

    private StatementSpec of(Store store, String statement) {
        return sql.statement(statement).param("accountId", store.accountId()).param("connectionId", store.id());
    }

    private static StatementSpec bind(StatementSpec statement, Columns<Wanted> columns) {
        return statement
                .param("kinds", columns.texts(w -> text(w.kind())))
                .param("parents", columns.longs(Wanted::parentWooId))
                .param("keys", columns.texts(Wanted::key))
                .param("names", columns.texts(Wanted::name));
    }

    private static Slot slot(ResultSet row) throws SQLException {
        return new Slot(
                TermKind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                row.getLong("parent_woo_id"),
                row.getString("name_key"));
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                (Long) row.getObject("woo_id"),
                row.getTimestamp("read_at").toInstant(),
                row.getString("name"),
                row.getString("pending"),
                row.getString("slug"),
                row.getBoolean("made"),
                row.getString("shown"),
                row.getTimestamp("lost_at") != null,
                row.getObject("checked", UUID.class),
                (Integer) row.getObject("menu_order"));
    }

    private static String text(TermKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
