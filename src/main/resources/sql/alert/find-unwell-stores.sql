-- find-unwell-stores.sql: on hold for a reason of their own since before a moment.
SELECT id AS connection_id, 'On hold, ' || replace(hold_reason, '_', ' ') || ': ' || coalesce(hold_detail, '') AS detail
FROM connection
WHERE hold_reason <> 'paused' AND hold_since <= :before
