-- prune-alerts.sql: open ones stay for as long as it takes; the webhooks go with their alert.
DELETE FROM alert
WHERE id = ANY (ARRAY(SELECT id FROM alert WHERE state = 'closed' AND closed_at < :#before LIMIT 5000))
