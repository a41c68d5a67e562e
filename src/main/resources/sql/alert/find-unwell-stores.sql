-- find-unwell-stores.sql: on hold for a reason of their own since before a moment. One that refuses the key has an alert of its
-- own from the first moment on, so here it counts only when it lasts (:refusing).
SELECT id AS connection_id, 'On hold, ' || replace(hold_reason, '_', ' ') || ': ' || coalesce(hold_detail, '') AS detail
FROM connection
WHERE hold_reason <> 'paused' AND (:refusing OR hold_reason <> 'unauthorized') AND hold_since <= :before
