-- find-claims.sql: which of these claims have not ended.
SELECT token::text FROM claim WHERE token = ANY (:tokens::uuid[])
