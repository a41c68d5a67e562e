-- find-unhealthy-stores.sql: unhealthy stores: those on hold since before a moment, but not paused. A store that
-- refuses the key has an alert of its own from the first moment on, so here it counts only when the refusal
-- lasts (:refusing).
SELECT id AS connection_id, 'On hold, ' || replace(hold_reason, '_', ' ') || ': ' || coalesce(hold_detail, '') AS detail
FROM connection
WHERE hold_reason <> 'paused' AND (:refusing OR hold_reason <> 'unauthorized') AND hold_since <= :before
