-- The matrix: which products of a store are pending or in error, in the order of products. A variant counts as its variable
-- product, so the row of that one is found through it.
CREATE INDEX sync_pending_product
    ON woocommerce_product_sync (connection_id, coalesce(parent_product_id, product_id), behind_since) WHERE wanted > synced;
CREATE INDEX sync_error_product
    ON woocommerce_product_sync (connection_id, coalesce(parent_product_id, product_id)) WHERE wanted <= synced AND error_code IS NOT NULL;
CREATE INDEX sync_off ON woocommerce_product_sync (connection_id, product_id) WHERE NOT auto_sync AND lane = 'main';

-- What products are found by: the SKU, the words of the name, and GTINs, which are attribute values of 8 to 14 digits. The console's search
-- compares with the beginnings of these. It does without the extension pg_trgm, which the owner of the tables may not create
-- everywhere (ADR 17). SearchWords divides a search at the same characters.
CREATE FUNCTION product_words(name text, sku text, attribute_values jsonb) RETURNS tsvector
    LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT array_to_tsvector(array_remove(
    string_to_array(
        translate(lower(name || ' ' || jsonb_path_query_array(attribute_values, '$.* ? (@ like_regex "^[0-9]{8,14}$")')::text),
                  '-_/\.,;:()[]{}"''|&+*#<>', '                         '),
        ' ') || lower(sku),
    ''))
$$;
CREATE INDEX product_search ON product USING gin (product_words(name, sku, attribute_values)) WHERE deleted_at IS NULL;
CREATE INDEX product_top ON product (account_id, id) WHERE parent_product_id IS NULL AND deleted_at IS NULL;

-- How many rows of a store are in which state. Each statement that changes rows of the sync table adds the difference that it made, in
-- its own transaction: no writer waits for another, and what is rolled back is not counted. The figures of a store are the sums of its rows;
-- the background adds them up to one (merge-sync-counts.sql).
CREATE TABLE sync_count (
    connection_id  bigint NOT NULL,             -- no reference: a deleted connection's rows take themselves away
    linked         bigint NOT NULL,
    pending        bigint NOT NULL,
    error          bigint NOT NULL,
    off            bigint NOT NULL,
    images_pending bigint NOT NULL,
    images_error   bigint NOT NULL
);
CREATE INDEX sync_count_connection ON sync_count (connection_id);

CREATE FUNCTION note_sync_counts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO sync_count
        SELECT connection_id,
               count(*) FILTER (WHERE lane = 'main'),
               count(*) FILTER (WHERE lane = 'main' AND wanted > synced),
               count(*) FILTER (WHERE lane = 'main' AND wanted <= synced AND error_code IS NOT NULL),
               count(*) FILTER (WHERE lane = 'main' AND NOT auto_sync),
               count(*) FILTER (WHERE lane = 'images' AND wanted > synced),
               count(*) FILTER (WHERE lane = 'images' AND wanted <= synced AND error_code IS NOT NULL)
        FROM rows_after
        GROUP BY connection_id;
    ELSIF TG_OP = 'DELETE' THEN
        INSERT INTO sync_count
        SELECT connection_id,
               -count(*) FILTER (WHERE lane = 'main'),
               -count(*) FILTER (WHERE lane = 'main' AND wanted > synced),
               -count(*) FILTER (WHERE lane = 'main' AND wanted <= synced AND error_code IS NOT NULL),
               -count(*) FILTER (WHERE lane = 'main' AND NOT auto_sync),
               -count(*) FILTER (WHERE lane = 'images' AND wanted > synced),
               -count(*) FILTER (WHERE lane = 'images' AND wanted <= synced AND error_code IS NOT NULL)
        FROM rows_before
        GROUP BY connection_id;
    ELSE
        -- a row keeps its store and its lane
        INSERT INTO sync_count
        SELECT connection_id, 0, pending, error, off, images_pending, images_error
        FROM (SELECT connection_id,
                     coalesce(sum(sign) FILTER (WHERE lane = 'main' AND wanted > synced), 0) AS pending,
                     coalesce(sum(sign) FILTER (WHERE lane = 'main' AND wanted <= synced AND error_code IS NOT NULL), 0) AS error,
                     coalesce(sum(sign) FILTER (WHERE lane = 'main' AND NOT auto_sync), 0) AS off,
                     coalesce(sum(sign) FILTER (WHERE lane = 'images' AND wanted > synced), 0) AS images_pending,
                     coalesce(sum(sign) FILTER (WHERE lane = 'images' AND wanted <= synced AND error_code IS NOT NULL), 0) AS images_error
              FROM (SELECT connection_id, lane, wanted, synced, error_code, auto_sync, 1 AS sign FROM rows_after
                    UNION ALL
                    SELECT connection_id, lane, wanted, synced, error_code, auto_sync, -1 FROM rows_before) AS change
              GROUP BY connection_id) AS changed
        WHERE (pending, error, off, images_pending, images_error) <> (0, 0, 0, 0, 0);
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER sync_rows_come AFTER INSERT ON woocommerce_product_sync
    REFERENCING NEW TABLE AS rows_after FOR EACH STATEMENT EXECUTE FUNCTION note_sync_counts();
CREATE TRIGGER sync_rows_change AFTER UPDATE ON woocommerce_product_sync
    REFERENCING OLD TABLE AS rows_before NEW TABLE AS rows_after FOR EACH STATEMENT EXECUTE FUNCTION note_sync_counts();
CREATE TRIGGER sync_rows_go AFTER DELETE ON woocommerce_product_sync
    REFERENCING OLD TABLE AS rows_before FOR EACH STATEMENT EXECUTE FUNCTION note_sync_counts();

INSERT INTO sync_count
SELECT connection_id,
       count(*) FILTER (WHERE lane = 'main'),
       count(*) FILTER (WHERE lane = 'main' AND wanted > synced),
       count(*) FILTER (WHERE lane = 'main' AND wanted <= synced AND error_code IS NOT NULL),
       count(*) FILTER (WHERE lane = 'main' AND NOT auto_sync),
       count(*) FILTER (WHERE lane = 'images' AND wanted > synced),
       count(*) FILTER (WHERE lane = 'images' AND wanted <= synced AND error_code IS NOT NULL)
FROM woocommerce_product_sync
GROUP BY connection_id;

-- The timelines of a product and of a store: dead letters by the time at which they were closed.
CREATE INDEX dead_letter_closed_of_product ON dead_letter (product_id, closed_at, id) WHERE closed_at IS NOT NULL;
CREATE INDEX dead_letter_closed_of_store ON dead_letter (connection_id, closed_at, id) WHERE closed_at IS NOT NULL;
