-- note-account-alerts.sql: as note-alerts.sql, for the kinds that belong to an account as a whole.
WITH bad AS (
    SELECT * FROM unnest(:accounts::bigint[], :details::text[]) AS b(account_id, detail)
),
raised AS (
    INSERT INTO alert (account_id, kind, detail, opened_at)
    SELECT b.account_id, :kind, b.detail, :now
    FROM bad b
    WHERE NOT EXISTS (
        SELECT 1 FROM alert a
        WHERE a.account_id = b.account_id AND a.kind = :kind AND a.state = 'open' AND a.connection_id IS NULL)
    ON CONFLICT (account_id, kind) WHERE state = 'open' AND connection_id IS NULL DO NOTHING
    RETURNING id, connection_id, store_name, detail
),
closed AS (
    UPDATE alert a
    SET state = 'closed', closed_at = :now, closed_detail = :over
    WHERE a.kind = :kind AND a.state = 'open' AND a.account_id NOT IN (SELECT account_id FROM bad)
    RETURNING id, connection_id, store_name, closed_detail
),
transitions AS (
    SELECT id, connection_id, store_name, 'raised' AS transition, detail FROM raised
    UNION ALL
    SELECT id, connection_id, store_name, 'closed', closed_detail FROM closed
),
outbox AS (
    INSERT INTO alert_delivery (alert_id, transition, due_at, created_at)
    SELECT id, transition, :now, :now FROM transitions WHERE :webhook
)
SELECT * FROM transitions ORDER BY id
