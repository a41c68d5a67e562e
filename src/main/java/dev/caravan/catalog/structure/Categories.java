package dev.caravan.catalog.structure;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.catalog.event.CategoryChanged;
import dev.caravan.catalog.event.ChangeSignal;
import dev.caravan.catalog.value.Names;
import dev.caravan.platform.ApiException;
import dev.caravan.platform.Page;
import dev.caravan.platform.Sql;
import dev.caravan.platform.api.JsonBody;
import dev.caravan.platform.audit.AuditLog;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The tree of categories. An account's tree is changed by one transaction at a time, so that two changes cannot make
 * a circle.
 */
@Service
class Categories {

    private final Sql sql;
    private final JsonBody json;
    private final ChangeSignal signal;
    private final TransactionTemplate transaction;
    private final AuditLog audit;
    private final ApplicationEventPublisher events;

    Categories(
            Sql sql,
            JsonBody json,
            ChangeSignal signal,
            TransactionTemplate transaction,
            AuditLog audit,
            ApplicationEventPublisher events) {
        this.audit = audit;
        this.events = events;
        this.sql = sql;
        this.json = json;
        this.signal = signal;
        this.transaction = transaction;
    }

    @Transactional
    public Category create(long accountId, CategoryBody body) {
        CategoryBody checked = body.checked();
        lockTree(accountId);
        checkParent(accountId, checked.parentId(), 0);
        try {
            Long id = sql.statement("catalog/insert-category")
                    .param("accountId", accountId)
                    .param("name", checked.name())
                    .param("parentId", checked.parentId())
                    .query(Long.class)
                    .single();
            audit.target("categories/" + id);
            return checkDepth(accountId, id);
        } catch (DuplicateKeyException e) {
            throw Names.taken("A category", checked.name());
        }
    }

    public Page<Category> list(long accountId, Page.Request request) {
        long total = sql.statement("catalog/count-categories")
                .param("accountId", accountId)
                .query(Long.class)
                .single();
        return Page.of(read(accountId, null, request), total, request);
    }

    /** @throws ApiException 404 */
    public Category get(long accountId, long id) {
        return read(accountId, id, Page.Request.of(1, 1)).stream()
                .findFirst()
                .orElseThrow(() -> ApiException.notFound("Category", id));
    }

    /**
     * Renames or moves a category; the products in it and below it get an event. Products that were added meanwhile
     * get theirs after the commit: the change did not see them, and they may have been sent with the old path.
     */
    public Category change(long accountId, long id, ObjectNode patch) {
        Category before = get(accountId, id);
        Category after = Objects.requireNonNull(transaction.execute(status -> changeAndTell(accountId, id, patch)));
        if (!after.updatedAt().equals(before.updatedAt())) {
            transaction.executeWithoutResult(status -> addEventsOfPath(accountId, id, true));
        }
        return after;
    }

    private Category changeAndTell(long accountId, long id, ObjectNode patch) {
        lockTree(accountId);
        Category before = get(accountId, id);
        CategoryBody current = new CategoryBody(before.name(), before.parentId());
        CategoryBody after = json.patch(current, patch, CategoryBody.class).checked();
        if (after.equals(current)) {
            return before;
        }
        checkParent(accountId, after.parentId(), id);
        try {
            sql.statement("catalog/update-category")
                    .param("accountId", accountId)
                    .param("id", id)
                    .param("name", after.name())
                    .param("parentId", after.parentId())
                    .update();
        } catch (DuplicateKeyException e) {
            throw Names.taken("A category", after.name());
        }
        addEventsOfPath(accountId, id, false);
        Category changed = checkDepth(accountId, id);
        events.publishEvent(new CategoryChanged(accountId, before.path(), changed.path()));
        return changed;
    }

    private void addEventsOfPath(long accountId, long id, boolean after) {
        addEvents(sql.statement("catalog/add-events-of-category").param("after", after), accountId, id);
    }

    /** Deletes a category without subcategories, and removes it from its products. */
    @Transactional
    public void delete(long accountId, long id) {
        lockTree(accountId);
        get(accountId, id);
        long children = sql.statement("catalog/lock-category-and-count-children")
                .param("accountId", accountId)
                .param("id", id)
                .query(Long.class)
                .single();
        if (children > 0) {
            throw ApiException.conflict(
                    "Category " + id + " has " + children + " subcategories; move or delete them first");
        }
        addEvents(sql.statement("catalog/remove-category-from-products"), accountId, id);
        sql.statement("catalog/delete-category").param("id", id).update();
    }

    private void addEvents(StatementSpec statement, long accountId, long id) {
        if (statement.param("accountId", accountId).param("id", id).update() > 0) {
            signal.afterCommit();
        }
    }

    private void lockTree(long accountId) {
        sql.statement("catalog/lock-category-tree")
                .param("accountId", accountId)
                .query(Long.class)
                .single();
    }

    private void checkParent(long accountId, @Nullable Long parentId, long ownId) {
        if (parentId == null) {
            return;
        }
        List<Long> ancestry = sql.statement("catalog/list-category-ancestry")
                .param("accountId", accountId)
                .param("id", parentId)
                .query(Long.class)
                .list();
        if (ancestry.isEmpty()) {
            throw ApiException.invalid(
                    "parentId", "must be the id of a category, but there is no category " + parentId);
        }
        if (ancestry.contains(ownId)) {
            throw ApiException.invalid("parentId", "must not be the category itself or one below it");
        }
    }

    private Category checkDepth(long accountId, long id) {
        int depth = sql.statement("catalog/measure-category-depth")
                .param("accountId", accountId)
                .param("id", id)
                .query(Integer.class)
                .single();
        if (depth > CategoryPaths.DEEPEST) {
            throw ApiException.invalid("parentId", "would make more than " + CategoryPaths.DEEPEST + " levels");
        }
        return get(accountId, id);
    }

    private List<Category> read(long accountId, @Nullable Long id, Page.Request request) {
        return sql.statement("catalog/list-categories")
                .param("accountId", accountId)
                .param("id", id)
                .param("limit", request.limit())
                .param("offset", request.offset())
                .query(Category.class)
                .list();
    }
}
