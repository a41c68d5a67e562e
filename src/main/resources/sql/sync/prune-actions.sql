DELETE FROM action_job
WHERE id = ANY (ARRAY(SELECT id FROM action_job WHERE finished_at < :#before ORDER BY finished_at LIMIT 5000))
