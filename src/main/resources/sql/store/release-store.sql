-- The store is healthy again. A pause stays, because only an operator ends it.
UPDATE connection
SET hold_reason          = CASE WHEN hold_reason = 'paused' THEN hold_reason END,
    hold_detail          = CASE WHEN hold_reason = 'paused' THEN hold_detail END,
    hold_remedy          = NULL,
    hold_until           = CASE WHEN hold_reason = 'paused' THEN hold_until END,
    hold_since           = CASE WHEN hold_reason = 'paused' THEN hold_since END,
    consecutive_failures = 0,
    last_success_at      = :now
WHERE id = :id
