-- forget-creates.sql: the result of these products' creates is known: they are linked, or were searched for
-- and removed.
DELETE FROM open_create WHERE connection_id = :connectionId AND product_id = ANY (:productIds::bigint[])
