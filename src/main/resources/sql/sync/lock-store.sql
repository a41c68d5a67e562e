-- lock-store.sql: until the transaction ends. If two users link two products to the same product of the
-- store, the second sees the first's link.
SELECT id FROM connection WHERE id = :connectionId FOR NO KEY UPDATE
