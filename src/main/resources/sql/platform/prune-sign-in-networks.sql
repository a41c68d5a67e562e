-- prune-sign-in-networks.sql: networks that were not used for long, of all users.
DELETE FROM sign_in_network WHERE seen_at < :#before
