SELECT count(*)
FROM export_mapping
WHERE account_id = :accountId AND connection_id = :connectionId
