-- resolve-dead-letters.sql: a later delivery of the product succeeded.
UPDATE dead_letter
SET state = 'resolved', closed_at = :now
WHERE connection_id = :connectionId AND product_id = ANY (:productIds::bigint[]) AND state = 'open'
