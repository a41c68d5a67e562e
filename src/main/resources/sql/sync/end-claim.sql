-- end-claim.sql: its rows are about to be settled.
DELETE FROM claim WHERE token = :token
