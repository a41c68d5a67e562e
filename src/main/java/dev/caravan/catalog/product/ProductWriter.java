package dev.caravan.catalog.product;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.caravan.catalog.event.ChangeSignal;
import dev.caravan.catalog.structure.CategoryPaths;
import dev.caravan.catalog.structure.ReferenceReader;
import dev.caravan.catalog.structure.References;
import dev.caravan.catalog.structure.References.Needs;
import dev.caravan.platform.Sql;
import dev.caravan.platform.audit.AuditLog;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Writes many changed products and their events in a handful of statements, whatever their number; a single change is
 * one of many. A change without effect writes neither an event nor a new {@code updatedAt}.
 */
@Component
public class ProductWriter {

    /** A row for {@code update-products}: the whole product, and the content of its event. */
    private record Update(ProductRow product, String kind, List<String> fields) {}

    /** More changes than this at once are bulk: the changes of single requests are sent before them. */
    private static final int FEW = 20;

    private final Sql sql;
    private final ReferenceReader references;
    private final CategoryPaths categories;
    private final LinkedImages images;
    private final ChangeSignal signal;
    private final AuditLog audit;
    private final ObjectWriter json;

    ProductWriter(
            Sql sql,
            ReferenceReader references,
            CategoryPaths categories,
            LinkedImages images,
            ChangeSignal signal,
            AuditLog audit,
            ObjectMapper mapper) {
        this.sql = sql;
        this.references = references;
        this.categories = categories;
        this.images = images;
        this.signal = signal;
        this.audit = audit;
        this.json = mapper.writer();
    }

    /** The result of each change, in their order. The rows to change must be locked; each product at most once. */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<Written> write(long accountId, List<ProductChange> changes) {
        Needs needs = Needs.none();
        changes.forEach(change -> change.note(needs));
        References known = references.read(accountId, needs);
        List<AppliedChange> applied =
                changes.stream().map(change -> AppliedChange.of(change, known)).toList();
        List<ProductRow> rows = applied.stream().flatMap(AppliedChange::row).toList();
        nameCategories(accountId, rows);
        images.name(accountId, rows);
        List<Written> written =
                applied.stream().map(change -> change.compared(known)).toList();
        insert(accountId, of(Written.Created.class, written));
        update(accountId, of(Written.Updated.class, written));
        if (written.size() == 1) {
            record(written.get(0));
        }
        return written;
    }

    private static <T extends Written> List<T> of(Class<T> kind, List<Written> written) {
        return written.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private void nameCategories(long accountId, List<ProductRow> rows) {
        Set<List<String>> paths = new HashSet<>();
        rows.stream().map(row -> row.wantedCategories).filter(Objects::nonNull).forEach(paths::addAll);
        if (rows.stream().allMatch(row -> row.wantedCategories == null)) {
            return;
        }
        Map<List<String>, Long> ids = categories.resolve(accountId, paths);
        for (ProductRow row : rows) {
            if (row.wantedCategories != null) {
                Set<Long> chosen = new LinkedHashSet<>();
                row.wantedCategories.forEach(path -> chosen.add(ids.get(CategoryPaths.key(path))));
                row.categoryIds = List.copyOf(chosen);
            }
        }
    }

    /** Many changes at once are recorded by their number only. */
    private void record(Written written) {
        if (written instanceof Written.Created created) {
            audit.target("products/" + created.product().id);
            audit.changed(ProductAudit.made(created.product()));
        } else if (written instanceof Written.Updated updated) {
            audit.changed(ProductAudit.changes(updated.before(), updated.product(), updated.fields()));
        }
    }

    private void insert(long accountId, List<Written.Created> created) {
        if (created.isEmpty()) {
            return;
        }
        List<ProductRow> products =
                created.stream().map(Written.Created::product).toList();
        Map<String, Long> ids = new HashMap<>();
        sql.statement("catalog/insert-products")
                .param("accountId", accountId)
                .param("products", text(products))
                .param("bulk", products.size() > FEW)
                .query(row -> {
                    ids.put(row.getString("sku"), row.getLong("id"));
                });
        products.forEach(product -> product.id = Objects.requireNonNull(ids.get(product.sku)));
        signal.afterCommit();
    }

    private void update(long accountId, List<Written.Updated> updated) {
        if (updated.isEmpty()) {
            return;
        }
        List<Update> products = updated.stream()
                .map(one -> new Update(one.product(), ProductDiff.kind(one.fields()), one.fields()))
                .toList();
        sql.statement("catalog/update-products")
                .param("accountId", accountId)
                .param("products", text(products))
                .param("bulk", products.size() > FEW)
                .update();
        signal.afterCommit();
    }

    private String text(List<?> rows) {
        try {
            return json.writeValueAsString(rows);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("our own records are JSON", e);
        }
    }
}
