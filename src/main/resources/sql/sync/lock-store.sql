-- lock-store.sql: until the transaction ends: of two people who link two products to one of the store, the second sees the first.
SELECT id FROM connection WHERE id = :connectionId FOR NO KEY UPDATE
