-- link-product.sql: a user links a product to a product of the store. Nothing is known of what that one
-- shows. Returns the product that is linked to it in the end, and nothing if the product does not exist.
WITH product_there AS (
    SELECT id, sku, parent_product_id
    FROM product
    WHERE account_id = :accountId AND id = :productId AND deleted_at IS NULL
),
other AS (
    SELECT product_id
    FROM woocommerce_product_sync
    WHERE connection_id = :connectionId AND woo_product_id = :wooProductId AND product_id <> :productId
    LIMIT 1
),
linked AS (
    INSERT INTO woocommerce_product_sync AS s
        (account_id, connection_id, product_id, parent_product_id, sku, woo_product_id, due_at, behind_since,
         look_first, created_at, updated_at)
    SELECT :accountId, :connectionId, p.id, p.parent_product_id, p.sku, :wooProductId, :now, :now, true, :now, :now
    FROM product_there p
    WHERE NOT EXISTS (SELECT 1 FROM other)
    ON CONFLICT (connection_id, product_id, lane) DO UPDATE
        SET woo_product_id = :wooProductId,
            intent = 'upsert',
            wanted = s.wanted + 1,
            due_at = :now,
            behind_since = coalesce(s.behind_since, :now),
            look_first = true, -- which type it has there
            forget = 'all',
            lease_token = NULL, -- a call under way is about another product of the store
            urgency = 0,
            updated_at = :now
    RETURNING product_id
)
SELECT product_id FROM linked
UNION ALL
SELECT other.product_id FROM other, product_there
