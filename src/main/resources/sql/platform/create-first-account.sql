-- The first start: one account and its admin, in one statement.
WITH first_account AS (
    INSERT INTO account (name) VALUES ('default') RETURNING id
)
INSERT INTO app_user (account_id, username, password_hash, role)
SELECT id, :username, :passwordHash, 'admin'
FROM first_account
