-- update-products.sql: changed products, each with its event; their rows are locked by this transaction.
WITH change AS MATERIALIZED (
    SELECT p.*, r.kind, r.fields
    FROM jsonb_to_recordset(:products::jsonb) AS r (product jsonb, kind text, fields text[])
    CROSS JOIN jsonb_to_record(r.product) AS p (id bigint, sku text, name text, type text, parent_product_id bigint, status text, description text,
                                         short_description text, price numeric, sale_price numeric, stock_quantity int,
                                         weight numeric, length numeric, width numeric, height numeric,
                                         category_ids bigint[], tags text[], family_id bigint, attribute_values jsonb,
                                         asset_ids bigint[])
),
changed AS (
    UPDATE product p
    SET sku = c.sku, name = c.name, type = c.type, status = c.status, description = c.description,
        short_description = c.short_description, price = c.price, sale_price = c.sale_price,
        stock_quantity = c.stock_quantity, weight = c.weight, length = c.length, width = c.width, height = c.height,
        category_ids = c.category_ids, tags = c.tags, family_id = c.family_id, attribute_values = c.attribute_values,
        asset_ids = c.asset_ids, updated_at = now()
    FROM change c
    WHERE p.id = c.id
      AND p.account_id = :accountId
      AND p.id = ANY (ARRAY(SELECT id FROM change)) -- keeps the planner on the index, see lock-products-by-sku
    RETURNING p.id
)
INSERT INTO product_event (account_id, product_id, kind, changed_fields, bulk)
SELECT :accountId, c.id, c.kind, c.fields, :bulk::boolean
FROM change c JOIN changed USING (id)
