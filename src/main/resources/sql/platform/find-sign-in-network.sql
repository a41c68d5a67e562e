-- find-sign-in-network.sql: whether a user has signed in from a network before. Names of users are unique over all accounts.
SELECT count(*)
FROM sign_in_network n
JOIN app_user u ON u.id = n.user_id
WHERE lower(u.username COLLATE "C") = lower(:username COLLATE "C") AND n.network = :network
