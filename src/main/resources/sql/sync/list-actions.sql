-- list-actions.sql: actions, newest first. Exports that have ended are counted once (count-ended-exports.sql), so only those that have
-- not are looked through here, and only for the actions of the page. A key that is limited to some stores sees actions in these.
SELECT j.*, j.done_before + e.succeeded + e.refused AS done, j.failed_before + e.refused AS failed
FROM (
    SELECT a.id, a.action, a.state, a.filter, a.connection_ids, a.who, a.created_at, a.changed_at, a.finished_at, a.products, a.total,
           a.collected, a.done AS done_before, a.failed AS failed_before, count(*) OVER () AS listed
    FROM action_job a
    WHERE a.account_id = :accountId AND (:id::uuid IS NULL OR a.id = :id::uuid)
      AND (:only::bigint[] IS NULL OR a.connection_ids <@ :only::bigint[])
    ORDER BY a.created_at DESC, a.id DESC
    LIMIT :limit OFFSET :offset) AS j
CROSS JOIN LATERAL (
    SELECT count(*) FILTER (WHERE i.status = 'success') AS succeeded, count(*) FILTER (WHERE i.status = 'error') AS refused
    FROM export_job x
    JOIN export_item i ON i.export_id = x.id
    WHERE x.account_id = :accountId AND x.action_id = j.id AND NOT x.counted) AS e
ORDER BY j.created_at DESC, j.id DESC
