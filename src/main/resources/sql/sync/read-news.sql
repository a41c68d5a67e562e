-- read-news.sql: values that are other ones after every change that a page of dead letters, history or products shows.
-- Each is found at the end of an index; a change of a product is an entry of the audit log.
SELECT coalesce((SELECT max(id) FROM sync_log WHERE account_id = :accountId), 0) AS newest_attempt,
       coalesce((SELECT max(id) FROM dead_letter WHERE account_id = :accountId), 0) AS newest_letter,
       (SELECT count(*) FROM (
            SELECT FROM dead_letter WHERE account_id = :accountId AND state = 'open' LIMIT 10001) AS open) AS open_letters,
       (SELECT max(changed_at) FROM action_job WHERE account_id = :accountId) AS newest_step,
       coalesce((SELECT id FROM audit_log WHERE account_id = :accountId ORDER BY at DESC, id DESC LIMIT 1), 0) AS newest_action
