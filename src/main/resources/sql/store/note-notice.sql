-- A faulty store prints its warning before every answer, so the warning is written at intervals, not each
-- time.
UPDATE connection
SET notice    = :notice,
    notice_at = :now
WHERE id = :id
  AND (notice_at IS NULL OR notice_at < :staleBefore)
