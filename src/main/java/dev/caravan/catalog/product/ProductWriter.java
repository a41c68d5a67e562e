package dev.caravan.catalog.product;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.caravan.catalog.event.ChangeSignal;
import dev.caravan.catalog.structure.CategoryPaths;
import dev.caravan.catalog.structure.ReferenceReader;
import dev.caravan.catalog.structure.References;
import dev.caravan.catalog.structure.References.Needs;
import dev.caravan.platform.ApiException;
import dev.caravan.platform.Sql;
import dev.caravan.platform.audit.AuditLog;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Writes many changed products and their events in a handful of statements, whatever their number; a single change is
 * one of many. A change that changes nothing leaves neither an event nor a new {@code updatedAt}.
 */
@Component
public class ProductWriter {

    /** A row for {@code update-products}: the whole product, and what its event says. */
    private record Update(ProductRow product, String kind, List<String> fields) {}

    /** More changes than this in one go are of many: somebody who waits for a few goes before them. */
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

    /** What became of each change, in their order. The rows to change must be locked; each product at most once. */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<Written> write(long accountId, List<ProductChange> changes) {
        Needs needs = Needs.none();
        changes.forEach(change -> change.note(needs));
        References known = references.read(accountId, needs);
        List<ProductRow> after = new ArrayList<>();
        Map<Integer, ApiException> refused = new HashMap<>();
        for (ProductChange change : changes) {
            try {
                after.add(ProductPatch.apply(change.before(), change.patch(), known));
            } catch (ApiException e) {
                refused.put(after.size(), e);
                after.add(new ProductRow());
            }
        }
        nameCategories(accountId, after);
        images.name(accountId, after);
        return write(accountId, changes, after, refused, known);
    }

    private void nameCategories(long accountId, List<ProductRow> drafts) {
        Set<List<String>> paths = new HashSet<>();
        drafts.stream()
                .map(draft -> draft.wantedCategories)
                .filter(Objects::nonNull)
                .forEach(paths::addAll);
        if (drafts.stream().allMatch(draft -> draft.wantedCategories == null)) {
            return;
        }
        Map<List<String>, Long> ids = categories.resolve(accountId, paths);
        for (ProductRow draft : drafts) {
            if (draft.wantedCategories != null) {
                Set<Long> chosen = new LinkedHashSet<>();
                draft.wantedCategories.forEach(path -> chosen.add(ids.get(CategoryPaths.key(path))));
                draft.categoryIds = List.copyOf(chosen);
            }
        }
    }

    private List<Written> write(
            long accountId,
            List<ProductChange> changes,
            List<ProductRow> after,
            Map<Integer, ApiException> refused,
            References known) {
        List<ProductRow> inserts = new ArrayList<>();
        List<Update> updates = new ArrayList<>();
        List<Written.Kind> kinds = new ArrayList<>();
        for (int i = 0; i < changes.size(); i++) {
            ProductRow draft = after.get(i);
            ProductRow before = changes.get(i).before();
            if (refused.containsKey(i)) {
                kinds.add(Written.Kind.REFUSED);
            } else if (before == null) {
                inserts.add(draft);
                kinds.add(Written.Kind.CREATED);
            } else {
                List<String> fields = ProductDiff.between(before, draft, known);
                if (!fields.isEmpty()) {
                    updates.add(new Update(draft, ProductDiff.kind(fields), fields));
                }
                kinds.add(fields.isEmpty() ? Written.Kind.UNCHANGED : Written.Kind.UPDATED);
            }
        }
        insert(accountId, inserts);
        update(accountId, updates);
        if (changes.size() == 1) {
            record(changes.get(0).before(), after.get(0), updates);
        }
        List<Written> written = new ArrayList<>();
        for (int i = 0; i < changes.size(); i++) {
            written.add(new Written(kinds.get(i), after.get(i).id, refused.get(i)));
        }
        return written;
    }

    /** Many at once are recorded by their number only. */
    private void record(@Nullable ProductRow before, ProductRow after, List<Update> updates) {
        if (before == null) {
            audit.target("products/" + after.id);
            audit.changed(ProductAudit.made(after));
        } else if (!updates.isEmpty()) {
            audit.changed(ProductAudit.changes(before, after, updates.get(0).fields()));
        }
    }

    private void insert(long accountId, List<ProductRow> products) {
        if (products.isEmpty()) {
            return;
        }
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

    private void update(long accountId, List<Update> products) {
        if (products.isEmpty()) {
            return;
        }
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
