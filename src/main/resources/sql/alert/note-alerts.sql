-- note-alerts.sql: raises the alerts of one kind that are new, closes those that are over, and writes their
-- webhooks into the outbox, all in one statement. An index ensures one open alert for each kind and store,
-- however many nodes check.
WITH bad AS (
    SELECT c.id AS connection_id, c.account_id, c.store_name, b.detail
    FROM unnest(:connections::bigint[], :details::text[]) AS b(connection_id, detail)
    JOIN connection c ON c.id = b.connection_id
),
raised AS (
    INSERT INTO alert (account_id, connection_id, store_name, kind, detail, opened_at)
    SELECT b.account_id, b.connection_id, b.store_name, :kind, b.detail, :now
    FROM bad b
    WHERE NOT EXISTS (
        SELECT 1 FROM alert a WHERE a.connection_id = b.connection_id AND a.kind = :kind AND a.state = 'open')
    ON CONFLICT (connection_id, kind) WHERE state = 'open' DO NOTHING
    RETURNING id, connection_id, store_name, detail
),
closed AS (
    UPDATE alert a
    SET state = 'closed',
        closed_at = :now,
        closed_detail = CASE WHEN NOT EXISTS (SELECT 1 FROM connection c WHERE c.id = a.connection_id)
                             THEN 'The connection was deleted'
                             WHEN :endsWithPause AND EXISTS (
                                 SELECT 1 FROM connection c WHERE c.id = a.connection_id AND c.hold_reason = 'paused')
                             THEN 'An operator has paused the store'
                             ELSE :over END
    WHERE a.kind = :kind AND a.state = 'open' AND a.connection_id NOT IN (SELECT connection_id FROM bad)
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
