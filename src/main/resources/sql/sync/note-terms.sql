-- note-terms.sql: what the store said of terms. What it refuses is forgotten, unless it is noted as refused.
INSERT INTO store_term
    (connection_id, account_id, kind, parent_woo_id, name_key, name, state, woo_id, read_at)
SELECT DISTINCT ON (w.kind, w.parent_woo_id, w.name_key)
       :connectionId, :accountId, w.kind, w.parent_woo_id, w.name_key, w.name, w.state, w.woo_id, :now
FROM unnest(:kinds::text[], :parents::bigint[], :keys::text[], :names::text[], :states::text[], :wooIds::bigint[])
     AS w(kind, parent_woo_id, name_key, name, state, woo_id)
ORDER BY w.kind, w.parent_woo_id, w.name_key
ON CONFLICT (connection_id, kind, parent_woo_id, name_key) DO UPDATE
    SET state = excluded.state, woo_id = excluded.woo_id, read_at = excluded.read_at, lease_token = NULL, lease_until = NULL
