-- lock-category-tree.sql: this lock mode still lets other transactions refer to the account.
SELECT id FROM account WHERE id = :accountId FOR NO KEY UPDATE
