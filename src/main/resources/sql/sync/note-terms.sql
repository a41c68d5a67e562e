-- note-terms.sql: what the store said of terms; nothing if the connection leads to another store by now. That a term is
-- not there does not overrule a call that is making it.
WITH here AS (
    SELECT id FROM connection WHERE id = :connectionId AND store_url = :storeUrl FOR SHARE
)
INSERT INTO store_term AS t
    (connection_id, account_id, kind, parent_woo_id, name_key, name, state, woo_id, read_at)
SELECT DISTINCT ON (w.kind, w.parent_woo_id, w.name_key)
       here.id, :accountId, w.kind, w.parent_woo_id, w.name_key, w.name, w.state, w.woo_id, :now
FROM here,
     unnest(:kinds::text[], :parents::bigint[], :keys::text[], :names::text[], :states::text[], :wooIds::bigint[])
     AS w(kind, parent_woo_id, name_key, name, state, woo_id)
ORDER BY w.kind, w.parent_woo_id, w.name_key
ON CONFLICT (connection_id, kind, parent_woo_id, name_key) DO UPDATE
    SET state = excluded.state, woo_id = excluded.woo_id, read_at = excluded.read_at, lease_token = NULL, lease_until = NULL
    WHERE excluded.state = 'known'
       OR (t.state <> 'known' AND (t.lease_until IS NULL OR t.lease_until < :now OR t.lease_token = :token))
