-- release-terms.sql: terms that a call was to create, and did not. The note that a store had lost one is
-- kept.
WITH mine AS (
    SELECT connection_id, kind, parent_woo_id, name_key, lost_at
    FROM store_term
    WHERE account_id = :accountId AND connection_id = :connectionId AND lease_token = :token AND state = 'making'
    ORDER BY kind, parent_woo_id, name_key
    FOR UPDATE
),
kept AS (
    UPDATE store_term t
    SET state = 'absent', lease_token = NULL, lease_until = NULL
    FROM mine
    WHERE mine.lost_at IS NOT NULL AND t.account_id = :accountId
      AND (t.connection_id, t.kind, t.parent_woo_id, t.name_key) = (mine.connection_id, mine.kind, mine.parent_woo_id, mine.name_key)
)
DELETE FROM store_term t
USING mine
WHERE mine.lost_at IS NULL AND t.account_id = :accountId
  AND (t.connection_id, t.kind, t.parent_woo_id, t.name_key) = (mine.connection_id, mine.kind, mine.parent_woo_id, mine.name_key)
