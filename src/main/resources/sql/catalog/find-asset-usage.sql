-- Kept by a trigger of the assets. After an insert in the same transaction it has the new one, and no other transaction can change it.
SELECT coalesce(sum(asset_bytes), 0) FROM account_usage WHERE account_id = :accountId
