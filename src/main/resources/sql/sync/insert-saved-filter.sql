-- insert-saved-filter.sql: no row if the person has one of this name already.
INSERT INTO saved_filter (account_id, owner, page, name, query, created_at)
VALUES (:accountId, :owner, :page, :name, :query, :now)
ON CONFLICT (account_id, owner, page, lower(name)) DO NOTHING
RETURNING id
