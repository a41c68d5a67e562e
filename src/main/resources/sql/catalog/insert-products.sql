-- insert-products.sql: new products, each with its event.
WITH made AS (
    INSERT INTO product (account_id, sku, name, type, parent_product_id, status, description, short_description, price,
                         sale_price, stock_quantity, weight, length, width, height, category_ids, tags, family_id,
                         attribute_values, asset_ids)
    SELECT :accountId, sku, name, type, parent_product_id, status, description, short_description, price,
           sale_price, stock_quantity, weight, length, width, height, category_ids, tags, family_id,
           attribute_values, asset_ids
    FROM jsonb_to_recordset(:products::jsonb) AS p (id bigint, sku text, name text, type text, parent_product_id bigint, status text, description text,
                                         short_description text, price numeric, sale_price numeric, stock_quantity int,
                                         weight numeric, length numeric, width numeric, height numeric,
                                         category_ids bigint[], tags text[], family_id bigint, attribute_values jsonb,
                                         asset_ids bigint[])
    RETURNING id, sku
),
event AS (
    INSERT INTO product_event (account_id, product_id, kind, bulk)
    SELECT :accountId, id, 'created', :bulk::boolean FROM made
)
SELECT id, sku FROM made
