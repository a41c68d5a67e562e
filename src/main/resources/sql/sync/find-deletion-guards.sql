-- find-deletion-guards.sql: whether any store's guard stands; asked every few seconds, and mostly none does.
SELECT EXISTS (SELECT 1 FROM deletion_guard)
