-- Calls that were under way together fail together: that is one failure of the store, not one each.
-- A store's own trouble never replaces an operator's pause. The start of a hold that stands is kept.
UPDATE connection
SET hold_reason          = :reason,
    hold_detail          = :detail,
    hold_remedy          = :remedy,
    hold_until           = :until,
    hold_since           = CASE WHEN hold_reason IS NULL THEN :now ELSE hold_since END,
    consecutive_failures = consecutive_failures + CASE WHEN hold_until > :now THEN 0 ELSE 1 END
WHERE id = :id
  AND hold_reason IS DISTINCT FROM 'paused'
