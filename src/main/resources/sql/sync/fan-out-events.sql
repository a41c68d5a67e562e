-- fan-out-events.sql: takes open product events and marks their products pending for every store that sells them; returns
-- the products and stores. It is one statement, so an event is deleted exactly when its marks are written.
--
-- The products' state is read here, not taken from the events: the commit of each event is visible. The lock lets one
-- fan-out run at a time, so that an older view of a product never overwrites a newer one. A process that does not get the
-- lock takes nothing, and the holder continues until no event is open. If another transaction holds a product's rows for
-- long (:busy), all events of that product are left until it has ended; nothing waits for them.
--
-- Just after a first import the planner may take all of these tables for empty. So values that would be compared with
-- each row are computed once (arrays, MATERIALIZED).
WITH taken AS (
    DELETE FROM product_event
    -- an array, not IN: if the planner takes the table for empty, it would search for them again for each
    -- event
    WHERE id = ANY (ARRAY(
        SELECT id FROM product_event
        WHERE (SELECT pg_try_advisory_xact_lock(7255441)) AND product_id <> ALL (:busy::bigint[])
        ORDER BY id
        LIMIT :limit
        FOR UPDATE SKIP LOCKED))
    RETURNING id, account_id, product_id, kind, changed_fields, bulk, trace
),
product_changed AS (
    SELECT t.account_id, t.product_id, array_agg(DISTINCT t.kind) AS kinds,
           bool_and(t.bulk)::int AS urgency, -- as claim-due-rows.sql has it
           coalesce(array_agg(DISTINCT f.field) FILTER (WHERE f.field IS NOT NULL), '{}') AS fields,
           count(DISTINCT t.id) AS changes,
           array_agg(t.trace ORDER BY t.id DESC) FILTER (WHERE t.trace IS NOT NULL) AS traces -- the newest first
    FROM taken t
    LEFT JOIN LATERAL unnest(t.changed_fields) AS f(field) ON true
    GROUP BY t.account_id, t.product_id
),
-- Attributes in which only changed variants have values: their parents may vary in these from now on. Where other
-- variants have values as well, the parent varied in the attribute before, and their siblings need not be looked at. A
-- variant whose event is not taken yet is a changed one as well, because a portion may end within a family.
new_choices AS (
    SELECT c.account_id, c.parent_id, min(c.urgency) AS urgency, array_agg(c.key) AS keys
    FROM (
        SELECT x.account_id, v.parent_product_id AS parent_id, value.key, min(x.urgency) AS urgency
        FROM product_changed x
        JOIN product v ON v.id = x.product_id AND v.parent_product_id IS NOT NULL AND v.deleted_at IS NULL
        CROSS JOIN LATERAL jsonb_object_keys(v.attribute_values) AS value (key)
        WHERE x.kinds && '{created,restored,attributes_updated}' OR 'attributes' = ANY (x.fields)
        GROUP BY x.account_id, v.parent_product_id, value.key) AS c
    WHERE NOT EXISTS (
        SELECT 1
        FROM product o
        WHERE o.parent_product_id = c.parent_id AND o.deleted_at IS NULL AND o.attribute_values ?? c.key
          AND NOT EXISTS (SELECT 1 FROM product_event e WHERE e.product_id = o.id)) -- with those that are taken here
    GROUP BY c.account_id, c.parent_id
),
-- A variant that is added, removed or changed alters the choices that its parent offers, and whether a parent
-- with a quantity manages the stock.
with_parents AS (
    SELECT * FROM product_changed
    UNION ALL
    SELECT x.account_id, of.parent_id, '{updated}'::text[], min(x.urgency), '{attributes}'::text[], 1, NULL
    FROM product_changed x
    CROSS JOIN LATERAL (
        SELECT p.parent_product_id FROM product p WHERE p.id = x.product_id
        UNION
        SELECT s.parent_product_id FROM woocommerce_product_sync s WHERE s.product_id = x.product_id
    ) AS of (parent_id)
    WHERE of.parent_id IS NOT NULL
      AND (x.kinds && '{created,deleted,restored,attributes_updated}' OR 'attributes' = ANY (x.fields)
           OR 'stockQuantity' = ANY (x.fields)
              AND EXISTS (SELECT 1 FROM product p WHERE p.id = of.parent_id AND p.stock_quantity IS NOT NULL))
      AND NOT EXISTS (SELECT 1 FROM product_changed y WHERE y.product_id = of.parent_id)
    GROUP BY x.account_id, of.parent_id
    UNION ALL
    -- Values that a variant lacks come from its parent; and whether it has its parent's stock depends on its
    -- siblings.
    SELECT of_parent.account_id, of_parent.id, '{updated}'::text[], min(of_parent.urgency), '{attributes}'::text[], 1, NULL
    FROM (
        SELECT x.account_id, x.urgency, v.id
        FROM product_changed x
        JOIN product p ON p.id = x.product_id AND p.type = 'variable'
        JOIN product v ON v.parent_product_id = p.id AND v.deleted_at IS NULL
        WHERE 'attributes_updated' = ANY (x.kinds) OR x.fields && '{attributes,price,salePrice}'
           OR 'stockQuantity' = ANY (x.fields) AND v.stock_quantity IS NULL
        UNION ALL
        SELECT x.account_id, x.urgency, v.id
        FROM product_changed x
        JOIN product c ON c.id = x.product_id
        JOIN product p ON p.id = c.parent_product_id AND p.stock_quantity IS NOT NULL
        JOIN product v ON v.parent_product_id = p.id AND v.deleted_at IS NULL AND v.stock_quantity IS NULL
        WHERE 'stockQuantity' = ANY (x.fields) OR x.kinds && '{created,deleted,restored}'
        UNION ALL
        -- A variant without a value for a new choice leaves that choice open, which must be sent. A store keeps the
        -- option that a variation had when its parent last varied in it, and shows it again as soon as the parent
        -- does.
        SELECT n.account_id, n.urgency, v.id
        FROM new_choices n
        JOIN product v ON v.parent_product_id = n.parent_id AND v.deleted_at IS NULL
        WHERE NOT v.attribute_values ??& n.keys
        UNION ALL
        -- a variant that was refused because an older one has the same values
        SELECT x.account_id, x.urgency, s.product_id
        FROM product_changed x
        JOIN product c ON c.id = x.product_id
        JOIN woocommerce_product_sync s ON s.parent_product_id = c.parent_product_id AND s.lane = 'main'
        WHERE (x.kinds && '{deleted,attributes_updated}' OR 'attributes' = ANY (x.fields)) AND s.error_code = 'variants_alike'
    ) AS of_parent
    WHERE NOT EXISTS (SELECT 1 FROM product_changed y WHERE y.product_id = of_parent.id)
    GROUP BY of_parent.account_id, of_parent.id
),
changed AS (
    SELECT c.*, p.sku, p.type, p.status, p.parent_product_id, (p.id IS NULL OR p.deleted_at IS NOT NULL) AS removed
    FROM with_parents c
    LEFT JOIN product p ON p.id = c.product_id
),
-- How a removed product is handled in the store. A variant of a product that stays is deleted there, whatever
-- is done with whole products; so is a variant that was removed before its parent, which may be restored
-- without it. A variant that was removed with its parent is handled with it ('with_parent') and needs no call
-- of its own: its row stays until its parent's is deleted. If the parent stays as a draft or trash, variants
-- that were removed before it are due before it, because the parent's settlement deletes all links. The state
-- of a row is the one when it was locked (l), not the one that this statement saw before. It may have been
-- claimed or settled meanwhile, and then no part of this statement would mark or unlink it.
locked AS MATERIALIZED (
    SELECT s.id, s.account_id, s.connection_id, s.product_id, s.intent AS was, s.auto_sync, s.urgency, s.wanted > s.synced AS was_pending,
           CASE WHEN s.wanted > s.synced THEN s.trace END AS pending_trace,
           s.woo_product_id IS NOT NULL OR s.look_first OR s.lease_token IS NOT NULL AS is_in_store,
           s.parent_product_id AS parent_id,
           s.parent_product_id IS NULL AND c.on_delete IN ('draft', 'trash') AS goes_last,
           s.parent_product_id IS NOT NULL AND c.on_delete <> 'keep' AS goes_anyway,
           CASE WHEN s.parent_product_id IS NULL THEN c.on_delete
                WHEN EXISTS (SELECT 1 FROM product p WHERE p.id = s.parent_product_id AND p.deleted_at IS NULL) THEN 'delete'
                WHEN c.on_delete = 'keep' OR NOT EXISTS (
                    SELECT 1
                    FROM woocommerce_product_sync p
                    WHERE p.connection_id = s.connection_id AND p.product_id = s.parent_product_id AND p.lane = 'main') THEN 'keep'
                WHEN EXISTS (
                    SELECT 1
                    FROM product p
                    WHERE p.id = s.parent_product_id
                      AND p.deleted_at IS DISTINCT FROM (SELECT v.deleted_at FROM product v WHERE v.id = s.product_id)) THEN 'delete'
                ELSE 'with_parent' END AS on_removal
    FROM woocommerce_product_sync s
    JOIN connection c ON c.id = s.connection_id
    WHERE s.product_id = ANY (ARRAY(SELECT product_id FROM changed)) AND s.lane = 'main'
    ORDER BY s.id
    FOR UPDATE OF s
),
marked AS (
    UPDATE woocommerce_product_sync s
    SET wanted = s.wanted + 1,
        intent = CASE WHEN x.removed THEN l.on_removal
                      WHEN 'restored' = ANY (x.kinds) THEN 'upsert'
                      ELSE s.intent END,
        batch_limit = CASE WHEN x.removed AND l.on_removal = 'trash' THEN 1 ELSE s.batch_limit END,
        -- a row that is pending already keeps its due time, because it may be waiting for a call that still
        -- runs in the store; a removal waits a moment, so that a mass deletion is noticed before its first
        -- product is gone
        due_at = greatest(CASE WHEN s.wanted > s.synced THEN s.due_at ELSE :now END,
                          CASE WHEN x.removed AND l.was = 'upsert' THEN :removeAt::timestamptz + l.goes_last::int * interval '1 ms' END,
                          CASE WHEN x.removed THEN s.rewrite_at END), -- a vanished update may still run, and must not come last
        behind_since = CASE WHEN s.wanted > s.synced THEN s.behind_since ELSE :now END,
        urgency = CASE WHEN s.wanted > s.synced THEN least(s.urgency, x.urgency) ELSE x.urgency END,
        last_modified_fields = x.fields,
        trace = coalesce(x.traces[1], l.pending_trace),
        updated_at = :now
    FROM locked l
    JOIN connection c ON c.id = l.connection_id
    JOIN changed x ON x.product_id = l.product_id
    WHERE s.id = l.id AND s.account_id = x.account_id
      AND CASE WHEN x.removed
               THEN l.on_removal NOT IN ('keep', 'with_parent') AND l.is_in_store
               -- when the product is restored, a removal that is not carried out yet is cancelled, with
               -- automatic sync or without
               ELSE l.auto_sync AND c.auto_sync OR l.was <> 'upsert' AND 'restored' = ANY (x.kinds) END
    -- coalesced: changes that need no delivery of their own
    RETURNING s.account_id, s.product_id, s.connection_id, x.changes - 1 + l.was_pending::int AS coalesced, x.traces,
              l.pending_trace
),
counted AS (
    INSERT INTO delivery_figure_part (account_id, connection_id, at, saved_coalesced)
    SELECT account_id, connection_id, :now, sum(coalesced)
    FROM marked
    GROUP BY account_id, connection_id
    HAVING sum(coalesced) > 0
),
-- What stores lose by this, including variants that are removed with their parent: the deletion guard counts
-- it.
removed AS (
    INSERT INTO product_removal (product_id, connection_id, removed_at)
    SELECT l.product_id, l.connection_id, :now
    FROM locked l
    JOIN changed x ON x.product_id = l.product_id AND x.account_id = l.account_id
    WHERE x.removed AND l.was = 'upsert' AND l.is_in_store AND (l.on_removal <> 'keep' OR l.goes_anyway)
    ON CONFLICT (product_id, connection_id) DO UPDATE SET removed_at = excluded.removed_at
    RETURNING connection_id
),
not_removed AS (
    DELETE FROM product_removal
    WHERE product_id IN (SELECT product_id FROM changed WHERE 'restored' = ANY (kinds) AND NOT removed)
),
restoring AS (
    SELECT l.id FROM locked l JOIN changed x ON x.product_id = l.product_id WHERE 'restored' = ANY (x.kinds) AND NOT x.removed
),
-- Automatic sync is off: the change is noted, and pending when it is switched on.
missed AS (
    UPDATE woocommerce_product_sync s
    SET missed = true, last_modified_fields = x.fields, updated_at = :now
    FROM locked l
    JOIN connection c ON c.id = l.connection_id
    JOIN changed x ON x.product_id = l.product_id
    WHERE s.id = l.id AND s.account_id = x.account_id
      AND NOT x.removed AND NOT (l.auto_sync AND c.auto_sync)
      AND NOT (l.was <> 'upsert' AND 'restored' = ANY (x.kinds))
),
unlinked AS (
    DELETE FROM woocommerce_product_sync s
    USING locked l
    JOIN changed x ON x.product_id = l.product_id
    WHERE s.id = l.id AND s.account_id = x.account_id
      AND x.removed
      AND (l.on_removal = 'keep' OR NOT l.is_in_store
           OR l.on_removal = 'with_parent' AND EXISTS (
               SELECT 1 FROM locked p WHERE p.connection_id = l.connection_id AND p.product_id = l.parent_id AND NOT p.is_in_store))
    RETURNING s.product_id, s.connection_id
),
exported AS (
    INSERT INTO woocommerce_product_sync
        (account_id, connection_id, product_id, sku, due_at, behind_since, urgency, last_modified_fields, trace, created_at,
         updated_at)
    SELECT x.account_id, c.id, x.product_id, x.sku, :now, :now, x.urgency, x.fields, x.traces[1], :now, :now
    FROM changed x
    JOIN connection c ON c.account_id = x.account_id AND c.auto_export AND c.auto_sync
    WHERE NOT x.removed AND x.status = 'complete' AND x.type <> 'variant'
      AND ('created' = ANY (x.kinds) OR 'status' = ANY (x.fields)) AND NOT 'restored' = ANY (x.kinds)
    ON CONFLICT (connection_id, product_id, lane) DO NOTHING
    RETURNING product_id, connection_id, urgency
),
-- Variants are linked where their parent is, or is about to be. Where automatic sync is off, they are noted
-- like a missed change. A parent whose row was deleted while this statement waited for its lock is not among
-- the locked rows, so its variants are not linked.
parents AS MATERIALIZED (
    SELECT l.product_id, l.connection_id, l.auto_sync, l.auto_sync AND c.auto_sync AS automatic, l.urgency
    FROM locked l
    JOIN connection c ON c.id = l.connection_id
    WHERE l.product_id = ANY (ARRAY(SELECT parent_product_id FROM changed WHERE parent_product_id IS NOT NULL))
      AND (l.was = 'upsert' OR l.id IN (SELECT id FROM restoring))
    UNION ALL
    SELECT product_id, connection_id, true, true, urgency FROM exported
),
variants AS (
    INSERT INTO woocommerce_product_sync
        (account_id, connection_id, product_id, parent_product_id, sku, wanted, missed, auto_sync, due_at, behind_since,
         urgency, last_modified_fields, created_at, updated_at)
    SELECT v.account_id, p.connection_id, v.id, v.parent_product_id, v.sku, p.automatic::int, NOT p.automatic, p.auto_sync,
           :now, CASE WHEN p.automatic THEN :now::timestamptz END, p.urgency, '{}', :now, :now
    FROM parents p
    JOIN product v ON v.parent_product_id = p.product_id AND v.deleted_at IS NULL
    WHERE v.id IN (SELECT product_id FROM changed WHERE kinds && '{created,restored}')
       OR p.product_id IN (SELECT product_id FROM exported)
    ON CONFLICT (connection_id, product_id, lane) DO NOTHING
    RETURNING product_id, connection_id, wanted
),
touched AS (
    SELECT product_id, connection_id FROM marked
    UNION ALL
    SELECT product_id, connection_id FROM exported
    UNION ALL
    SELECT product_id, connection_id FROM variants WHERE wanted > 0
)
SELECT 'events' AS what, '' AS id, (SELECT count(*) FROM taken) AS count
UNION ALL
SELECT DISTINCT 'newer', of.older || ' ' || m.traces[1], 1
FROM marked m
CROSS JOIN LATERAL unnest(array_prepend(m.pending_trace, m.traces[2:])) AS of (older)
WHERE of.older <> m.traces[1]
UNION ALL
SELECT 'coalesced', '', coalesce(sum(coalesced), 0)::bigint FROM marked
UNION ALL
SELECT 'product', product_id::text, count(*) FROM touched GROUP BY product_id
UNION ALL
SELECT 'connection', connection_id::text, count(*) FROM touched GROUP BY connection_id
UNION ALL
SELECT 'unlinked', connection_id::text, product_id FROM unlinked
UNION ALL
SELECT 'removal', connection_id::text, count(*) FROM removed GROUP BY connection_id
