-- find-running-exports.sql: the exports of an action that have not ended.
SELECT id FROM export_job WHERE account_id = :accountId AND action_id = :id AND state = 'running' AND NOT counted ORDER BY id
