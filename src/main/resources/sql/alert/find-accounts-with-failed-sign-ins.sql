-- find-accounts-with-failed-sign-ins.sql: accounts with more failed sign-ins than a number lately, over all
-- nodes.
SELECT account_id, sum(failures) || ' sign-ins failed within ' || :minutes::bigint || ' minutes; the log names users and addresses' AS detail
FROM sign_in_failure
WHERE minute > :since
GROUP BY account_id
HAVING sum(failures) > :most
