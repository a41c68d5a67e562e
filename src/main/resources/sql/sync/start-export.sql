-- start-export.sql: marks the chosen products pending for a store and notes what the export waits for, in one
-- statement. A variable product is exported with its variants, and a variant with its parent. An export of
-- more than a hundred products, or one that is a part of a larger action (:bulk), is sent after interactive changes. A full export deletes
-- the hashes of what the store acknowledged, so that everything is sent again. Images are sent by id; a store
-- that no longer has them refuses the id, and then gets the address. A row that is pending already keeps its
-- due time, because its call may still run in the store.
WITH asked AS (
    SELECT DISTINCT unnest(:productIds::bigint[]) AS id
),
picked AS (
    SELECT p.id, p.sku, p.type, p.parent_product_id, p.deleted_at
    FROM product p
    WHERE :byIds AND p.account_id = :accountId AND p.id IN (SELECT id FROM asked)
    UNION ALL
    SELECT p.id, p.sku, p.type, p.parent_product_id, p.deleted_at
    FROM product p
    WHERE NOT :byIds AND p.account_id = :accountId AND p.deleted_at IS NULL
      AND (:status::text IS NULL OR p.status = :status)
      AND (:familyId::bigint IS NULL OR p.family_id = :familyId)
      AND (:categoryIds::bigint[] IS NULL OR p.category_ids && :categoryIds::bigint[])
      AND (:search::text IS NULL OR p.name ILIKE :search OR p.sku ILIKE :search)
),
known AS (
    SELECT * FROM picked
    UNION
    SELECT v.id, v.sku, v.type, v.parent_product_id, v.deleted_at
    FROM product v
    WHERE v.account_id = :accountId AND v.deleted_at IS NULL
      AND v.parent_product_id IN (SELECT id FROM picked WHERE type = 'variable')
    UNION
    SELECT p.id, p.sku, p.type, p.parent_product_id, p.deleted_at
    FROM product p
    WHERE p.account_id = :accountId AND p.deleted_at IS NULL
      AND p.id IN (SELECT parent_product_id FROM picked WHERE type = 'variant' AND deleted_at IS NULL)
),
-- Locked by id, as in all multi-row statements.
linked AS MATERIALIZED (
    SELECT s.id
    FROM woocommerce_product_sync s
    WHERE s.connection_id = :connectionId AND s.product_id IN (SELECT id FROM known) AND s.lane = 'main'
    ORDER BY s.id
    FOR UPDATE
),
chosen AS (
    SELECT k.id, k.sku, k.parent_product_id
    FROM known k
    WHERE k.deleted_at IS NULL AND (SELECT count(*) FROM linked) >= 0
),
pending AS (
    INSERT INTO woocommerce_product_sync AS s
        (account_id, connection_id, product_id, parent_product_id, sku, due_at, behind_since, urgency, created_at, updated_at)
    SELECT :accountId, :connectionId, id, parent_product_id, sku, :now, :now, (SELECT :bulk OR count(*) > 100 FROM chosen)::int, :now, :now
    FROM chosen
    ORDER BY id
    ON CONFLICT (connection_id, product_id, lane) DO UPDATE
        SET wanted = s.wanted + 1,
            intent = 'upsert',
            due_at = CASE WHEN s.wanted > s.synced THEN s.due_at ELSE :now END,
            behind_since = CASE WHEN s.wanted > s.synced THEN s.behind_since ELSE :now END,
            urgency = CASE WHEN s.wanted > s.synced THEN least(s.urgency, excluded.urgency) ELSE excluded.urgency END,
            forget = CASE WHEN :partial OR cardinality(:fields::text[]) > 0 THEN s.forget
                          ELSE 'all' END,
            forget_fields = CASE WHEN :partial OR cardinality(:fields::text[]) = 0 THEN s.forget_fields
                                 ELSE coalesce(s.forget_fields, '{}') || :fields::text[] END,
            only_fields = CASE WHEN s.wanted > s.synced THEN coalesce(s.only_fields, '{}') || :fields::text[]
                               ELSE :fields::text[] END,
            only_wanted = CASE WHEN cardinality(:fields::text[]) > 0 AND s.intent = 'upsert'
                                    AND s.error_code IS NULL AND (s.wanted <= s.synced OR s.only_wanted = s.wanted)
                               THEN s.wanted + 1 END,
            updated_at = :now
    -- before this: the row may have been added while this statement waited for it, so only the row itself has
    -- its state
    RETURNING s.product_id, s.wanted, s.wanted - 1 > s.synced AS was_behind
),
images AS MATERIALIZED (
    SELECT i.id
    FROM woocommerce_product_sync i
    WHERE NOT :partial AND cardinality(:fields::text[]) = 0
      AND i.connection_id = :connectionId AND i.product_id IN (SELECT product_id FROM pending) AND i.lane = 'images'
    ORDER BY i.id
    FOR UPDATE
),
forgotten AS (
    UPDATE woocommerce_product_sync i SET forget = 'all' FROM images WHERE i.id = images.id
),
job AS (
    INSERT INTO export_job (id, account_id, connection_id, action_id, total, created_at)
    SELECT :id, :accountId, :connectionId, :actionId::uuid,
           (SELECT count(*) FROM chosen) + (SELECT count(*) FROM asked WHERE :byIds AND id NOT IN (SELECT id FROM chosen)),
           :now
    RETURNING id
),
waited_for AS (
    INSERT INTO export_item (export_id, connection_id, product_id, target, was_behind)
    SELECT job.id, :connectionId, o.product_id, o.wanted, o.was_behind
    FROM job, pending o
),
impossible AS (
    INSERT INTO export_item (export_id, connection_id, product_id, target, status, message, finished_at)
    SELECT job.id, :connectionId, a.id, 0, 'error',
           CASE WHEN a.id IN (SELECT id FROM known) THEN 'The product is deleted; restore it first'
                ELSE 'The product does not exist' END,
           :now
    FROM job, asked a
    WHERE :byIds AND a.id NOT IN (SELECT id FROM chosen)
)
SELECT (SELECT count(*) FROM pending)
