SELECT count(*) FROM export_job WHERE account_id = :accountId AND connection_id = :connectionId
