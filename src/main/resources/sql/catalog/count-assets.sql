SELECT count(*) FROM asset WHERE account_id = :accountId
