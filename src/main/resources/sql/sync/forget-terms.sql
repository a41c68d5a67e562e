-- forget-terms.sql: terms that a store no longer has. They are searched for, and recreated, when they are
-- needed next. The options of an attribute are deleted with it: when it is recreated, it has other options,
-- even if the store gives it the same id. Returns the kinds of which products are to be sent again. A term
-- that was lost a short while ago is left out, or a store that always reports it as lost would be sent all
-- its products without end.
WITH gone AS (
    SELECT t.connection_id, t.kind, t.parent_woo_id, t.name_key, lost.kind AS lost_kind
    FROM store_term t
    JOIN unnest(:kinds::text[], :wooIds::bigint[]) AS lost(kind, woo_id)
      ON t.kind = lost.kind AND t.woo_id = lost.woo_id
      OR lost.kind = 'attribute' AND t.kind = 'option' AND t.parent_woo_id = lost.woo_id
    WHERE t.account_id = :accountId AND t.connection_id = :connectionId
    ORDER BY t.kind, t.parent_woo_id, t.name_key
    FOR UPDATE OF t
),
deleted AS (
    DELETE FROM store_term t
    USING gone
    WHERE gone.kind <> gone.lost_kind
      AND (t.connection_id, t.kind, t.parent_woo_id, t.name_key) = (gone.connection_id, gone.kind, gone.parent_woo_id, gone.name_key)
),
before AS (
    SELECT t.kind, bool_or(t.lost_at IS NULL OR t.lost_at < :lostBefore) AS has_work
    FROM store_term t
    JOIN gone USING (connection_id, kind, parent_woo_id, name_key)
    WHERE gone.kind = gone.lost_kind
    GROUP BY t.kind
),
forgotten AS (
    UPDATE store_term t
    SET state = 'absent', woo_id = NULL, read_at = 'epoch', made = false, pending = NULL, slug = NULL, shown = NULL, lost_at = :now,
        moved_to = NULL, moved_names = NULL, lies_below = NULL, lies_as = NULL,
        lease_token = NULL, lease_until = NULL
    FROM gone
    WHERE gone.kind = gone.lost_kind
      AND (t.connection_id, t.kind, t.parent_woo_id, t.name_key) = (gone.connection_id, gone.kind, gone.parent_woo_id, gone.name_key)
)
SELECT kind FROM before WHERE has_work
