-- claim-terms.sql: who makes a term in a store; one at a time, as parallel creates of one tag make doubles there. A
-- claimer that vanished loses it when its lease ends: asking once more finds what it has made.
INSERT INTO store_term AS t
    (connection_id, account_id, kind, parent_woo_id, name_key, name, state, lease_token, lease_until, read_at, folded)
SELECT DISTINCT ON (w.kind, w.parent_woo_id, w.name_key)
       :connectionId, :accountId, w.kind, w.parent_woo_id, w.name_key, w.name, 'making', :token, :leaseUntil, :now, w.folded
FROM unnest(:kinds::text[], :parents::bigint[], :keys::text[], :names::text[], :folded::text[])
     AS w(kind, parent_woo_id, name_key, name, folded)
ORDER BY w.kind, w.parent_woo_id, w.name_key
ON CONFLICT (connection_id, kind, parent_woo_id, name_key) DO UPDATE
    SET state = 'making', lease_token = :token, lease_until = :leaseUntil
    WHERE t.state <> 'known' AND (t.lease_until IS NULL OR t.lease_until < :now OR t.lease_token = :token)
RETURNING kind, parent_woo_id, name_key
