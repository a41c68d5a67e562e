-- find-stores-with-dead-letters.sql: stores with more open dead letters than a number; they are counted no
-- further.
SELECT c.id AS connection_id, 'More than ' || :most || ' dead letters are open' AS detail
FROM connection c
WHERE (SELECT count(*)
       FROM (SELECT 1 FROM dead_letter d WHERE d.connection_id = c.id AND d.state = 'open' LIMIT :most + 1) AS counted) > :most
