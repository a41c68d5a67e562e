-- lock-asset.sql: locks an asset and returns the name of its file, empty if it has none.
SELECT coalesce(file_name, '') FROM asset WHERE account_id = :accountId AND id = :id FOR UPDATE
