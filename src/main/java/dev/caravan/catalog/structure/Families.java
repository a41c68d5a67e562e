package dev.caravan.catalog.structure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.catalog.event.ChangeSignal;
import dev.caravan.catalog.structure.References.Needs;
import dev.caravan.catalog.value.Names;
import dev.caravan.platform.ApiException;
import dev.caravan.platform.Page;
import dev.caravan.platform.Sql;
import dev.caravan.platform.api.JsonBody;
import dev.caravan.platform.audit.AuditLog;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Families: which attributes products of one kind have, which of them are required, and their default values. */
@Service
class Families {

    private final Sql sql;
    private final JsonBody json;
    private final ObjectMapper mapper;
    private final ReferenceReader references;
    private final ChangeSignal signal;
    private final AuditLog audit;

    Families(
            Sql sql,
            JsonBody json,
            ObjectMapper mapper,
            ReferenceReader references,
            ChangeSignal signal,
            AuditLog audit) {
        this.audit = audit;
        this.sql = sql;
        this.json = json;
        this.mapper = mapper;
        this.references = references;
        this.signal = signal;
    }

    @Transactional
    public Family create(long accountId, FamilyBody body) {
        FamilyBody checked = checked(accountId, body);
        try {
            Long id = sql.statement("catalog/insert-family")
                    .param("accountId", accountId)
                    .param("name", checked.name())
                    .query(Long.class)
                    .single();
            audit.target("families/" + id);
            insertMembers(id, checked);
            return get(accountId, id);
        } catch (DuplicateKeyException e) {
            throw Names.taken("A family", checked.name());
        }
    }

    public Page<Family> list(long accountId, Page.Request request) {
        long total = sql.statement("catalog/count-families")
                .param("accountId", accountId)
                .query(Long.class)
                .single();
        return Page.of(read(accountId, null, request), total, request);
    }

    /** @throws ApiException 404 */
    public Family get(long accountId, long id) {
        return read(accountId, id, Page.Request.of(1, 1)).stream()
                .findFirst()
                .orElseThrow(() -> ApiException.notFound("Family", id));
    }

    /** Changes name or attributes; products whose default changes get an event. */
    @Transactional
    public Family change(long accountId, long id, ObjectNode patch) {
        lock(accountId, id);
        Family before = get(accountId, id);
        FamilyBody current = FamilyBody.of(before);
        FamilyBody after = checked(accountId, json.patch(current, patch, FamilyBody.class));
        if (after.same(current)) {
            return before;
        }
        try {
            sql.statement("catalog/update-family")
                    .param("id", id)
                    .param("name", after.name())
                    .update();
        } catch (DuplicateKeyException e) {
            throw Names.taken("A family", after.name());
        }
        List<Long> changed = current.changedDefaults(after);
        if (!changed.isEmpty()) {
            addEvents(sql.statement("catalog/add-events-of-defaults")
                    .param("accountId", accountId)
                    .param("id", id)
                    .param("attributes", changed.toArray(Long[]::new))
                    .update());
        }
        sql.statement("catalog/delete-family-attributes").param("id", id).update();
        insertMembers(id, after);
        return get(accountId, id);
    }

    /** Deletes a family; its products lose its defaults. */
    @Transactional
    public void delete(long accountId, long id) {
        lock(accountId, id);
        addEvents(sql.statement("catalog/remove-family-from-products")
                .param("accountId", accountId)
                .param("id", id)
                .update());
        sql.statement("catalog/delete-family").param("id", id).update();
    }

    private void addEvents(int events) {
        if (events > 0) {
            signal.afterCommit();
        }
    }

    private FamilyBody checked(long accountId, FamilyBody body) {
        Needs needs = Needs.none();
        needs.attributes().addAll(body.attributeIds());
        return body.checked(references.read(accountId, needs));
    }

    private void insertMembers(long id, FamilyBody family) {
        sql.statement("catalog/insert-family-attributes")
                .param("id", id)
                .param("attributes", mapper.valueToTree(family.attributes()).toString())
                .update();
    }

    private void lock(long accountId, long id) {
        if (sql.statement("catalog/lock-family")
                .param("accountId", accountId)
                .param("id", id)
                .query(Long.class)
                .optional()
                .isEmpty()) {
            throw ApiException.notFound("Family", id);
        }
    }

    private List<Family> read(long accountId, @Nullable Long id, Page.Request request) {
        return sql.statement("catalog/list-families")
                .param("accountId", accountId)
                .param("id", id)
                .param("limit", request.limit())
                .param("offset", request.offset())
                .query((row, number) -> new Family(
                        row.getLong("id"),
                        row.getString("name"),
                        members(row.getString("attributes")),
                        row.getTimestamp("created_at").toInstant(),
                        row.getTimestamp("updated_at").toInstant()))
                .list();
    }

    private List<Family.Member> members(@Nullable String text) {
        try {
            return text == null ? List.of() : mapper.readValue(text, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the database made this JSON itself", e);
        }
    }
}
