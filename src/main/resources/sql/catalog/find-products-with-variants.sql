-- find-products-with-variants.sql: deleted variants count too, because they can be restored.
SELECT DISTINCT parent_product_id FROM product WHERE account_id = :accountId AND parent_product_id = ANY (:ids)
