DELETE
FROM export_mapping
WHERE account_id = :accountId AND id = :id
