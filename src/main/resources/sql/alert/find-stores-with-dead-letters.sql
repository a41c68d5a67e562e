-- find-stores-with-dead-letters.sql: stores with more open dead letters than a number; they are counted no
-- further. The order is that of the index; without one, those of all stores may be read.
SELECT c.id AS connection_id, 'More than ' || :most || ' dead letters are open' AS detail
FROM connection c
WHERE (SELECT count(*)
       FROM (SELECT 1
             FROM dead_letter d
             WHERE d.connection_id = c.id AND d.state = 'open'
             ORDER BY d.product_id
             LIMIT :most + 1) AS counted) > :most
