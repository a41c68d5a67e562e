-- count-saved-filters.sql: of one person and of the whole account, which has a limit as well: names of sign-ins come and go.
SELECT count(*) FILTER (WHERE owner = :owner) AS own, count(*) AS all_of_account
FROM saved_filter
WHERE account_id = :accountId
