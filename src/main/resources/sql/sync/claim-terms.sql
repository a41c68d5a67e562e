-- claim-terms.sql: which delivery creates a term in a store; one at a time, because parallel creates of one
-- tag make duplicates there. A delivery that vanished loses the term when its lease ends. The next one asks
-- the store, and so finds a term that was created.
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
