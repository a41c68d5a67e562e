-- An ill store prints its warning before every answer: it is written down now and then, not each time.
UPDATE connection
SET notice    = :notice,
    notice_at = :now
WHERE id = :id
  AND (notice_at IS NULL OR notice_at < :staleBefore)
