-- find-missing-connections.sql: which of these are no connections of the account.
SELECT wanted.id
FROM unnest(:ids::bigint[]) AS wanted(id)
LEFT JOIN connection c ON c.id = wanted.id AND c.account_id = :accountId
WHERE c.id IS NULL
ORDER BY wanted.id
