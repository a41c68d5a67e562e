-- find-changed-rows.sql: rows whose products have changed since they were claimed. A change that is not fanned out yet is an event.
SELECT s.id
FROM unnest(:ids::bigint[], :wanted::bigint[]) AS claimed(id, wanted)
JOIN woocommerce_product_sync s USING (id)
WHERE s.account_id = :accountId AND s.connection_id = :connectionId
  AND (s.wanted > claimed.wanted OR EXISTS (SELECT FROM product_event e WHERE e.product_id = s.product_id))
