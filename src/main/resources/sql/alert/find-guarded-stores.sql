-- find-guarded-stores.sql: stores whose deletions wait for an operator.
SELECT connection_id,
       removed || ' of ' || linked || ' products were deleted at once; the deletions wait until they are confirmed,'
           || ' or the products restored' AS detail
FROM deletion_guard
