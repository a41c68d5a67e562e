-- forget-terms.sql: terms that a store has no more; they are looked for, and made, when they are needed next. The options of an
-- attribute go with it: made again, it has other options, even if the store should give it the same id.
DELETE FROM store_term
WHERE (connection_id, kind, parent_woo_id, name_key) IN (
    SELECT t.connection_id, t.kind, t.parent_woo_id, t.name_key
    FROM store_term t
    JOIN unnest(:kinds::text[], :wooIds::bigint[]) AS lost(kind, woo_id)
      ON t.kind = lost.kind AND t.woo_id = lost.woo_id
      OR lost.kind = 'attribute' AND t.kind = 'option' AND t.parent_woo_id = lost.woo_id
    WHERE t.account_id = :accountId AND t.connection_id = :connectionId
    ORDER BY t.kind, t.parent_woo_id, t.name_key
    FOR UPDATE OF t
)
