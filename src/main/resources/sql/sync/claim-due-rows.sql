-- claim-due-rows.sql: leases the most urgent due rows of one store. Rows of a crashed holder are due again when its claim
-- ends.
--
-- Rows that are claimed together go into one call: products, or variants of one parent, because the address of a variant
-- contains its parent's id. A variant waits for its parent, unless the parent waits for something itself and is in the
-- store already. A new variant waits also during the parent's short wait between two changes, because it may be the first
-- with its choice, but not without limit (overdue). A removed variant is sent before a parent that becomes a draft or
-- trash, because its link is deleted with the parent's. Few images are claimed at a time, because the store downloads
-- each of them. Interactive changes are sent before bulk imports and exports, those before retries, and images last.
-- Every few claims the rows that have waited longest are sent first (oldestFirst), so none of them starves. Rows that
-- share a batch_limit are claimed together and apart from all others: that is how the rows of a call that failed are
-- bisected until a poison product stands alone. A row that another transaction holds is no head: it would stand for
-- others that cannot be reached through it. Values that are to be forgotten are deleted here and not before, because a
-- holder that settles in between would write them back.
--
-- A million rows may be due: each part below finds its rows in the order of an index, and stops at its limit. So the
-- first columns of an index must be compared with a constant, a scalar subquery or the row of a lateral join with a
-- limit. CASE keeps the planner from assuming that few rows share a batch_limit, and from sorting them all. A scalar
-- subquery, unlike EXISTS, never becomes a join or a hash. The store's row is locked by its key, because the store may be
-- moving to another address, where the ids of its rows mean other products.
WITH open_store AS (
    SELECT id FROM connection WHERE id = :#connectionId AND store_url = :#storeUrl AND hold_reason IS NULL FOR KEY SHARE SKIP LOCKED
),
main_heads AS (
    SELECT head.*
    FROM (VALUES (0), (1), (2)) AS of (urgency)
    CROSS JOIN LATERAL (
        SELECT s.lane, s.urgency, s.parent_product_id, s.batch_limit, s.due_at
        FROM woocommerce_product_sync s
        WHERE s.connection_id = :#connectionId AND EXISTS (SELECT 1 FROM open_store)
          AND s.lane = 'main' AND s.urgency = of.urgency
          AND s.wanted > s.synced AND s.due_at <= :#now AND s.lease_token IS NULL
          AND (s.parent_product_id IS NULL OR (
                SELECT p.wanted > p.synced AND NOT (s.intent = 'delete' AND p.intent IN ('draft', 'trash'))
                       AND (p.woo_product_id IS NULL OR p.due_at <= :#now OR p.lease_token IS NOT NULL
                            OR p.error_code IS NULL AND s.woo_product_id IS NULL AND s.due_at > :#overdue)
                FROM woocommerce_product_sync p
                WHERE p.connection_id = :#connectionId AND p.product_id = s.parent_product_id AND p.lane = 'main') IS NOT TRUE)
        ORDER BY s.due_at, s.id
        LIMIT 1
        FOR UPDATE OF s SKIP LOCKED) AS head
),
-- Searched only when they may be taken, because there may be many for products that have no id yet.
image_heads AS (
    SELECT head.*
    FROM (VALUES (0), (1), (2)) AS of (urgency)
    CROSS JOIN LATERAL (
        SELECT s.lane, s.urgency, s.parent_product_id, s.batch_limit, s.due_at
        FROM woocommerce_product_sync s
        WHERE s.connection_id = :#connectionId AND EXISTS (SELECT 1 FROM open_store)
          AND (:#oldestFirst OR (SELECT count(*) FROM main_heads) = 0)
          AND s.lane = 'images' AND s.urgency = of.urgency
          AND s.wanted > s.synced AND s.due_at <= :#now AND s.lease_token IS NULL
          AND (SELECT m.woo_product_id FROM woocommerce_product_sync m WHERE m.id = s.main_id) IS NOT NULL
        ORDER BY s.due_at, s.id
        LIMIT 1
        FOR UPDATE OF s SKIP LOCKED) AS head
),
heads AS (
    SELECT * FROM main_heads UNION ALL SELECT * FROM image_heads
),
first_row AS (
    SELECT * FROM heads ORDER BY CASE WHEN :#oldestFirst THEN due_at END, lane = 'images', urgency LIMIT 1
),
most AS (
    SELECT least(:#size, coalesce(batch_limit, :#size), CASE lane WHEN 'images' THEN :#imagesSize ELSE :#size END) AS rows
    FROM first_row
),
products AS (
    SELECT s.id, s.gives_up
    FROM woocommerce_product_sync s
    WHERE s.connection_id = :#connectionId AND (SELECT parent_product_id FROM first_row) IS NULL
      AND s.lane = (SELECT lane FROM first_row) AND s.urgency = (SELECT urgency FROM first_row)
      AND s.parent_product_id IS NULL
      AND CASE WHEN (SELECT batch_limit FROM first_row) IS NULL THEN s.batch_limit IS NULL
               ELSE s.batch_limit = (SELECT batch_limit FROM first_row) END
      AND s.wanted > s.synced AND s.due_at <= :#now AND s.lease_token IS NULL
    ORDER BY s.due_at, s.id
    LIMIT (SELECT rows FROM most)
    FOR UPDATE OF s SKIP LOCKED
),
parent AS (
    SELECT p.wanted > p.synced AND p.error_code IS NULL AS breathes
    FROM woocommerce_product_sync p
    WHERE p.connection_id = :#connectionId AND p.product_id = (SELECT parent_product_id FROM first_row) AND p.lane = 'main'
),
variants AS (
    SELECT s.id, s.gives_up
    FROM woocommerce_product_sync s
    WHERE s.connection_id = :#connectionId AND s.parent_product_id = (SELECT parent_product_id FROM first_row)
      AND s.lane = (SELECT lane FROM first_row)
      AND CASE WHEN (SELECT batch_limit FROM first_row) IS NULL THEN s.batch_limit IS NULL
               ELSE s.batch_limit = (SELECT batch_limit FROM first_row) END
      AND s.wanted > s.synced AND s.due_at <= :#now AND s.lease_token IS NULL
      AND (s.woo_product_id IS NOT NULL OR s.due_at <= :#overdue OR (SELECT breathes FROM parent) IS NOT TRUE)
    ORDER BY s.due_at, s.id
    LIMIT (SELECT rows FROM most)
    FOR UPDATE OF s SKIP LOCKED
),
due AS (
    SELECT * FROM products UNION ALL SELECT * FROM variants
),
claimed AS (
    UPDATE woocommerce_product_sync s
    SET lease_token = :#token,
        field_hashes = CASE WHEN s.forget = 'all'
                            THEN jsonb_strip_nulls(jsonb_build_object('type', s.field_hashes -> 'type')) -- see Composer
                            ELSE s.field_hashes - coalesce(s.forget_fields, '{}') - coalesce(s.gives_up, '{}') END,
        forget = NULL,
        forget_fields = NULL,
        gives_up = NULL
    FROM due
    WHERE s.id = due.id
      AND s.id = ANY (ARRAY(SELECT id FROM due)) -- the planner takes a part of the due rows for many, and would read them all
    RETURNING s.id, s.connection_id, s.product_id, s.parent_product_id, s.lane, s.main_id, s.sku, s.intent, s.wanted,
              s.attempts, s.batch_limit, s.failed_at, s.look_first, s.field_hashes, s.error_code, s.woo_product_id,
              s.only_wanted, s.only_fields, s.recoveries, s.call_recoveries, s.create_asked_at, s.trace, due.gives_up
),
noted AS (
    INSERT INTO claim (token, connection_id, node, lease_until, row_ids)
    SELECT :#token, :#connectionId, :#node, :#leaseUntil, array_agg(id) FROM claimed HAVING count(*) > 0
)
SELECT s.id, s.product_id, s.parent_product_id, s.lane, s.sku, s.intent, s.wanted, s.attempts, s.batch_limit,
       s.failed_at, s.look_first, s.field_hashes::text AS field_hashes, s.error_code, s.recoveries, s.call_recoveries,
       s.create_asked_at, s.trace,
       CASE WHEN s.lane = 'main' AND s.woo_product_id IS NULL
            THEN ARRAY(SELECT o.sku FROM open_create o WHERE o.connection_id = s.connection_id AND o.product_id = s.product_id
                       ORDER BY o.noted_at DESC, o.sku LIMIT 20)
            ELSE '{}' END AS sent_skus,
       coalesce(s.gives_up, '{}') AS gives_up,
       CASE s.lane WHEN 'main' THEN s.woo_product_id
                   ELSE (SELECT m.woo_product_id FROM woocommerce_product_sync m WHERE m.id = s.main_id)
       END AS woo_product_id,
       -- Its variable product, which is read with it, was dead-lettered because it ended its holders; or the
       -- product itself ended its holders for another store.
       (SELECT p.error_code = 'stops_caravan'
        FROM woocommerce_product_sync p
        WHERE p.connection_id = s.connection_id AND p.product_id = s.parent_product_id AND p.lane = 'main') IS TRUE
       OR s.recoveries > 1 AND EXISTS (
           SELECT 1
           FROM woocommerce_product_sync o
           WHERE o.product_id = s.product_id AND o.id <> s.id
             AND (o.recoveries > 2 OR o.error_code = 'stops_caravan' AND o.wanted <= o.synced)) AS dead_lettered,
       -- A product that the shop has turned into another type takes no variations.
       (SELECT CASE WHEN p.error_code = 'type_differs' THEN NULL ELSE p.woo_product_id END
        FROM woocommerce_product_sync p
        WHERE p.connection_id = s.connection_id AND p.product_id = s.parent_product_id AND p.lane = 'main') AS woo_parent_id,
       -- A variation cannot have an option that its parent cannot show now; a claim of the parent says so
       -- again.
       (SELECT p.error_code IS NOT NULL AND p.intent = 'upsert' AND p.wanted <= p.synced
        FROM woocommerce_product_sync p
        WHERE p.connection_id = s.connection_id AND p.product_id = s.parent_product_id AND p.lane = 'main') IS TRUE AS parent_in_error,
       (SELECT p.synced
        FROM woocommerce_product_sync p
        WHERE p.connection_id = s.connection_id AND p.product_id = s.parent_product_id AND p.lane = 'main') AS parent_synced,
       CASE WHEN s.only_wanted = s.wanted AND s.woo_product_id IS NOT NULL THEN coalesce(s.only_fields, '{}') ELSE '{}' END AS only_fields
FROM claimed s
