-- restore-product.sql: a product and the variants that were deleted together with it, each with its event.
WITH back AS (
    UPDATE product p
    SET deleted_at = NULL, updated_at = now()
    FROM product chosen
    WHERE chosen.account_id = :accountId AND chosen.id = :id
      AND (p.id = chosen.id OR p.parent_product_id = chosen.id)
      AND p.deleted_at = chosen.deleted_at
    RETURNING p.id
)
INSERT INTO product_event (account_id, product_id, kind)
SELECT :accountId, id, 'restored' FROM back
