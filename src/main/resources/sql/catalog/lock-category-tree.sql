-- lock-category-tree.sql: this strength lets other transactions refer to the account all the same.
SELECT id FROM account WHERE id = :accountId FOR NO KEY UPDATE
