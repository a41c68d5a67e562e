-- One at a time: an export may have a million items.
DELETE FROM export_job
WHERE id IN (SELECT id FROM export_job WHERE state <> 'running' AND finished_at < :before ORDER BY finished_at
             LIMIT least(1, :portion))
