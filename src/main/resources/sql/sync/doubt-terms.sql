-- doubt-terms.sql: terms that a product no longer shows, though nothing was sent in their place. The next
-- delivery that needs them asks the store for them (KnownTermQuestions): the store may have lost them, or its
-- shop has taken them off that product.
WITH mine AS (
    SELECT t.connection_id, t.kind, t.parent_woo_id, t.name_key
    FROM store_term t
    JOIN unnest(:kinds::text[], :wooIds::bigint[]) AS doubted(kind, woo_id) ON t.kind = doubted.kind AND t.woo_id = doubted.woo_id
    WHERE t.account_id = :accountId AND t.connection_id = :connectionId AND t.state = 'known'
    ORDER BY t.kind, t.parent_woo_id, t.name_key
    FOR UPDATE OF t
)
UPDATE store_term t
SET read_at = 'epoch'
FROM mine
WHERE (t.connection_id, t.kind, t.parent_woo_id, t.name_key) = (mine.connection_id, mine.kind, mine.parent_woo_id, mine.name_key)
