-- release-terms.sql: terms that a call was to make, and did not.
DELETE FROM store_term
WHERE (connection_id, kind, parent_woo_id, name_key) IN (
    SELECT connection_id, kind, parent_woo_id, name_key
    FROM store_term
    WHERE account_id = :accountId AND connection_id = :connectionId AND lease_token = :token AND state = 'making'
    ORDER BY kind, parent_woo_id, name_key
    FOR UPDATE
)
