-- count-ended-exports.sql: counts the products of an action's exports that have ended since the last time. What was cancelled is not done.
WITH ended AS (
    UPDATE export_job x
    SET counted = true
    WHERE x.account_id = :accountId AND x.action_id = :id AND NOT x.counted AND x.state <> 'running'
    RETURNING x.id
)
SELECT count(*) FILTER (WHERE i.status IN ('success', 'error')) AS ended, count(*) FILTER (WHERE i.status = 'error') AS refused
FROM ended
JOIN export_item i ON i.export_id = ended.id
