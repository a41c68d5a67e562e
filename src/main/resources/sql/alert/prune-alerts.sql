-- prune-alerts.sql: open alerts are never deleted; webhooks are deleted with their alert.
DELETE FROM alert
WHERE id = ANY (ARRAY(SELECT id FROM alert WHERE state = 'closed' AND closed_at < :#before LIMIT 5000))
