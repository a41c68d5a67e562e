package dev.caravan.catalog.product;

import dev.caravan.catalog.Product;
import dev.caravan.catalog.event.ChangeSignal;
import dev.caravan.platform.ApiException;
import dev.caravan.platform.Sql;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Deletes and restores products. The variants of a variable product are deleted and restored with it, with an event
 * each.
 */
@Service
class ProductLifeCycle {

    private record Conflict(String sku, long id) {}

    private final Sql sql;
    private final ProductReader reader;
    private final ChangeSignal signal;

    ProductLifeCycle(Sql sql, ProductReader reader, ChangeSignal signal) {
        this.sql = sql;
        this.reader = reader;
        this.signal = signal;
    }

    /** Deletes softly. @throws ApiException 404, also if it is deleted already */
    @Transactional
    public void delete(long accountId, long id) {
        lock("catalog/lock-product", accountId, id);
        run("catalog/delete-product", accountId, id);
        signal.afterCommit();
    }

    /** Softly deletes a variant of a product. @throws ApiException 404 */
    @Transactional
    public void deleteVariant(long accountId, long parentId, long id) {
        Product variant = reader.products(accountId, List.of(id)).get(id);
        if (variant == null || variant.parentProductId() == null || variant.parentProductId() != parentId) {
            throw ApiException.notFound("Variant", id);
        }
        delete(accountId, id);
    }

    /** Deletes for good, softly deleted before or not. @throws ApiException 404 */
    @Transactional
    public void deleteForGood(long accountId, long id) {
        lock("catalog/lock-any-product", accountId, id);
        run("catalog/delete-product-for-good", accountId, id);
        signal.afterCommit();
    }

    /** Undoes a soft deletion. @throws ApiException 404, or 409 if a SKU is taken or the parent is deleted */
    @Transactional
    public Product restore(long accountId, long id) {
        lock("catalog/lock-any-product", accountId, id);
        Product product = reader.products(accountId, List.of(id)).get(id);
        if (product == null) {
            throw ApiException.notFound("Product", id);
        }
        if (product.deletedAt() == null) {
            return product;
        }
        checkParent(accountId, product);
        sql
                .statement("catalog/find-restore-conflicts")
                .param("accountId", accountId)
                .param("id", id)
                .query(Conflict.class)
                .list()
                .stream()
                .findFirst()
                .ifPresent(taken -> {
                    throw ApiException.conflict("The SKU " + taken.sku + " belongs to product " + taken.id
                            + " meanwhile; change that product's SKU first");
                });
        run("catalog/restore-product", accountId, id);
        signal.afterCommit();
        return Objects.requireNonNull(reader.products(accountId, List.of(id)).get(id));
    }

    private void checkParent(long accountId, Product product) {
        Long parentId = product.parentProductId();
        if (parentId != null) {
            lock("catalog/lock-any-product", accountId, parentId);
            Product parent = reader.products(accountId, List.of(parentId)).get(parentId);
            if (parent == null || parent.deletedAt() != null) {
                throw ApiException.conflict(
                        "The variant belongs to product " + parentId + ", which is deleted; restore that one first");
            }
        }
    }

    private void lock(String statement, long accountId, long id) {
        if (sql.statement(statement)
                .param("accountId", accountId)
                .param("id", id)
                .query(String.class)
                .optional()
                .isEmpty()) {
            throw ApiException.notFound("Product", id);
        }
    }

    private void run(String statement, long accountId, long id) {
        sql.statement(statement).param("accountId", accountId).param("id", id).update();
    }
}
