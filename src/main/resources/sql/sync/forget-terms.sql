-- forget-terms.sql: terms that a store has no more; they are looked for, and made, when they are needed next.
DELETE FROM store_term t
USING unnest(:kinds::text[], :wooIds::bigint[]) AS lost(kind, woo_id)
WHERE t.account_id = :accountId AND t.connection_id = :connectionId AND t.kind = lost.kind AND t.woo_id = lost.woo_id
