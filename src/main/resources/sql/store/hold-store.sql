-- A store's own trouble never replaces an operator's pause. The start of a hold that stands is kept.
UPDATE connection
SET hold_reason          = :reason,
    hold_detail          = :detail,
    hold_until           = :until,
    hold_since           = CASE WHEN hold_reason IS NULL THEN :now ELSE hold_since END,
    consecutive_failures = consecutive_failures + 1
WHERE id = :id
  AND hold_reason IS DISTINCT FROM 'paused'
