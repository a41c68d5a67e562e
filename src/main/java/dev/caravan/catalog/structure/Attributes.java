package dev.caravan.catalog.structure;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.catalog.event.AttributeOptionsChanged;
import dev.caravan.catalog.event.AttributeRenamed;
import dev.caravan.catalog.event.ChangeSignal;
import dev.caravan.catalog.value.Names;
import dev.caravan.platform.ApiException;
import dev.caravan.platform.Page;
import dev.caravan.platform.Sql;
import dev.caravan.platform.api.JsonBody;
import dev.caravan.platform.audit.AuditLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Attributes, for which products can have values. */
@Service
class Attributes {

    private final Sql sql;
    private final JsonBody json;
    private final ChangeSignal signal;
    private final AuditLog audit;
    private final ApplicationEventPublisher events;

    Attributes(Sql sql, JsonBody json, ChangeSignal signal, AuditLog audit, ApplicationEventPublisher events) {
        this.audit = audit;
        this.events = events;
        this.sql = sql;
        this.json = json;
        this.signal = signal;
    }

    @Transactional
    public Attribute create(long accountId, AttributeBody body) {
        AttributeBody checked = body.checked();
        try {
            Long id = bind("catalog/insert-attribute", accountId, checked)
                    .query(Long.class)
                    .single();
            audit.target("attributes/" + id);
            return get(accountId, id);
        } catch (DuplicateKeyException e) {
            throw Names.taken("An attribute", checked.name());
        }
    }

    public Page<Attribute> list(long accountId, Page.Request request) {
        long total = sql.statement("catalog/count-attributes")
                .param("accountId", accountId)
                .query(Long.class)
                .single();
        return Page.of(read(accountId, null, request), total, request);
    }

    /** @throws ApiException 404 */
    public Attribute get(long accountId, long id) {
        return read(accountId, id, Page.Request.of(1, 1)).stream()
                .findFirst()
                .orElseThrow(() -> ApiException.notFound("Attribute", id));
    }

    /**
     * Changes name or options; the products that show the attribute get an event, unless options were only appended.
     */
    @Transactional
    public Attribute change(long accountId, long id, ObjectNode patch) {
        lock(accountId, id);
        Attribute before = get(accountId, id);
        AttributeBody current = new AttributeBody(before.name(), before.type(), before.options());
        AttributeBody after = json.patch(current, patch, AttributeBody.class).checked();
        if (after.type() != before.type()) {
            throw ApiException.invalid("type", "cannot change: make another attribute");
        }
        checkRemovedOptions(accountId, before, after);
        if (after.equals(current)) {
            return before;
        }
        try {
            bind("catalog/update-attribute", accountId, after).param("id", id).update();
        } catch (DuplicateKeyException e) {
            throw Names.taken("An attribute", after.name());
        }
        String name = Objects.requireNonNull(after.name());
        List<String> options = Objects.requireNonNull(after.options());
        if (!before.name().equals(name)) {
            addEvents("catalog/add-events-of-attribute", accountId, id, before.name(), name);
            events.publishEvent(new AttributeRenamed(accountId, before.name(), name));
        } else if (before.options().stream().anyMatch(option -> moved(option, before.options(), options))) {
            addEvents("catalog/add-events-of-attribute", accountId, id, name);
        }
        if (!before.options().equals(options)) {
            events.publishEvent(new AttributeOptionsChanged(accountId, name, options));
        }
        return get(accountId, id);
    }

    private static boolean moved(String option, List<String> before, List<String> after) {
        return after.contains(option) && before.indexOf(option) != after.indexOf(option);
    }

    /** Deletes an attribute with all its values. */
    @Transactional
    public void delete(long accountId, long id) {
        lock(accountId, id);
        addEvents(
                "catalog/remove-attribute-from-products",
                accountId,
                id,
                get(accountId, id).name());
        sql.statement("catalog/delete-attribute").param("id", id).update();
    }

    private void addEvents(String statement, long accountId, long id, @Nullable String... names) {
        List<String> fields = new ArrayList<>(List.of("attributes"));
        for (String name : names) {
            fields.add("attribute:" + name);
        }
        int told = sql.statement(statement)
                .param("accountId", accountId)
                .param("id", id)
                .param("fields", fields.toArray(String[]::new))
                .update();
        if (told > 0) {
            signal.afterCommit();
        }
    }

    private void checkRemovedOptions(long accountId, Attribute before, AttributeBody after) {
        List<String> removed = new ArrayList<>(before.options());
        removed.removeAll(Objects.requireNonNull(after.options()));
        if (removed.isEmpty()) {
            return;
        }
        long users = sql.statement("catalog/count-users-of-options")
                .param("accountId", accountId)
                .param("id", before.id())
                .param("options", removed.toArray(String[]::new))
                .query(Long.class)
                .single();
        if (users > 0) {
            throw ApiException.conflict("The options " + String.join(", ", removed) + " cannot go: " + users
                    + " products or families have one of them; change those first");
        }
    }

    private void lock(long accountId, long id) {
        if (sql.statement("catalog/lock-attribute")
                .param("accountId", accountId)
                .param("id", id)
                .query(Long.class)
                .optional()
                .isEmpty()) {
            throw ApiException.notFound("Attribute", id);
        }
    }

    private StatementSpec bind(String statement, long accountId, AttributeBody body) {
        return sql.statement(statement)
                .param("accountId", accountId)
                .param("name", body.name())
                .param("type", String.valueOf(body.type()))
                .param("options", Objects.requireNonNull(body.options()).toArray(String[]::new));
    }

    private List<Attribute> read(long accountId, @Nullable Long id, Page.Request request) {
        return sql.statement("catalog/list-attributes")
                .param("accountId", accountId)
                .param("id", id)
                .param("limit", request.limit())
                .param("offset", request.offset())
                .query((row, number) -> {
                    AttributeRule rule = ReferenceReader.attribute(row);
                    return new Attribute(
                            rule.id(),
                            rule.name(),
                            rule.type(),
                            rule.options(),
                            row.getTimestamp("created_at").toInstant(),
                            row.getTimestamp("updated_at").toInstant());
                })
                .list();
    }
}
