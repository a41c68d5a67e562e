-- count-sign-in-failures.sql: adds failed sign-ins to their minute, in the user's account. Those of unknown
-- names belong to the first account, whose users operate the service. Old minutes are deleted at the same
-- time.
WITH failed AS (
    SELECT coalesce(u.account_id, (SELECT min(id) FROM account)) AS account_id, sum(f.failures) AS failures
    FROM unnest(:usernames::text[], :failures::bigint[]) AS f(username, failures)
    LEFT JOIN app_user u ON lower(u.username COLLATE "C") = lower(f.username COLLATE "C")
    GROUP BY 1
),
old AS (
    DELETE FROM sign_in_failure WHERE minute < :before
)
INSERT INTO sign_in_failure (account_id, minute, failures)
SELECT account_id, :minute, failures FROM failed WHERE account_id IS NOT NULL
ON CONFLICT (account_id, minute) DO UPDATE SET failures = sign_in_failure.failures + excluded.failures
