-- forget-creates.sql: what became of these products in the store is known: they are linked, or looked for and removed.
DELETE FROM open_create WHERE connection_id = :connectionId AND product_id = ANY (:productIds::bigint[])
