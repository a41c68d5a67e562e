SELECT *
FROM connection
WHERE account_id = :accountId AND store_url = :storeUrl
