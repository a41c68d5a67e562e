-- find-deletion-guards.sql: whether any store's guard is raised. This is asked every few seconds, and usually
-- none is.
SELECT EXISTS (SELECT 1 FROM deletion_guard)
