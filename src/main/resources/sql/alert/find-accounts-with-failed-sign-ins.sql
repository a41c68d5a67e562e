-- find-accounts-with-failed-sign-ins.sql: those of which more sign-ins than a number have failed lately, over all nodes.
SELECT account_id, sum(failures) || ' sign-ins failed within ' || :minutes::bigint || ' minutes; the log names users and addresses' AS detail
FROM sign_in_failure
WHERE minute > :since
GROUP BY account_id
HAVING sum(failures) > :most
