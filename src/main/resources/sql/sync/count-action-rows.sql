-- count-action-rows.sql: on how many rows an action acts for some products in some stores, and what it sends of them. An export acts
-- everywhere (:everywhere), all else where a product is linked. What is sent (:sends) goes with its variants, and a variant with its
-- parent, as start-export.sql has it; otherwise a product goes with those variants that are linked. When automatic sync is switched on
-- (:resumes), missed changes are sent. Variants of one parent go into calls of their own.
WITH asked AS MATERIALIZED (
    SELECT p.id, p.parent_product_id
    FROM product p
    WHERE p.account_id = :accountId AND p.id = ANY (:ids::bigint[]) AND p.deleted_at IS NULL
),
family AS MATERIALIZED (
    SELECT a.id AS asked_id, a.id, a.parent_product_id FROM asked a
    UNION ALL
    SELECT a.id, v.id, v.parent_product_id
    FROM asked a
    JOIN product v ON v.parent_product_id = a.id AND v.deleted_at IS NULL
    UNION ALL
    SELECT a.id, p.id, p.parent_product_id
    FROM asked a
    JOIN product p ON p.id = a.parent_product_id AND p.deleted_at IS NULL
    WHERE :sends
),
acted AS MATERIALIZED (
    SELECT DISTINCT s.connection_id, f.id, f.parent_product_id, s.missed AND NOT :sends AS missed
    FROM family f
    JOIN woocommerce_product_sync s ON s.product_id = CASE WHEN :sends THEN f.asked_id ELSE f.id END
    WHERE NOT :everywhere AND s.account_id = :accountId AND s.connection_id = ANY (:stores::bigint[]) AND s.lane = 'main'
    UNION ALL
    SELECT c.id, f.id, f.parent_product_id, false
    FROM (SELECT DISTINCT id, parent_product_id FROM family) f
    JOIN connection c ON c.account_id = :accountId AND c.id = ANY (:stores::bigint[])
    WHERE :everywhere
),
pictures AS MATERIALIZED (
    SELECT p.id,
           (SELECT count(*) FROM asset a WHERE a.account_id = :accountId AND a.id = ANY (p.asset_ids) AND a.mime_type LIKE 'image/%') AS images
    FROM product p
    WHERE :sends AND p.account_id = :accountId AND p.id = ANY (ARRAY(SELECT id FROM family)) AND cardinality(p.asset_ids) > 0
),
by_parent AS (
    SELECT a.connection_id, a.parent_product_id,
           count(*) AS rows,
           CASE WHEN :sends THEN count(*) WHEN :resumes THEN count(*) FILTER (WHERE a.missed) ELSE 0 END AS sent,
           count(*) FILTER (WHERE p.images > 0) AS with_images,
           coalesce(sum(p.images), 0) AS images
    FROM acted a
    LEFT JOIN pictures p ON p.id = a.id
    GROUP BY a.connection_id, a.parent_product_id
)
SELECT b.connection_id,
       sum(b.rows)::bigint AS rows,
       sum(b.sent)::bigint AS sent,
       coalesce(sum(b.sent) FILTER (WHERE b.parent_product_id IS NULL), 0)::bigint AS products_sent,
       coalesce(sum(ceil(b.sent / c.batch_size::numeric)) FILTER (WHERE b.parent_product_id IS NOT NULL), 0)::bigint AS variant_calls,
       sum(b.with_images)::bigint AS with_images,
       sum(b.images)::bigint AS images
FROM by_parent b
JOIN connection c ON c.account_id = :accountId AND c.id = b.connection_id
GROUP BY b.connection_id
