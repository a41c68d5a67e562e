-- note-sign-in-network.sql: the user has signed in from there; of each user the networks that were used last are kept.
WITH signed_in AS (
    SELECT id FROM app_user WHERE lower(username COLLATE "C") = lower(:username COLLATE "C")
),
too_many AS (
    DELETE FROM sign_in_network n
    USING (
        SELECT o.user_id, o.network, row_number() OVER (ORDER BY o.seen_at DESC) AS place
        FROM sign_in_network o
        JOIN signed_in s ON s.id = o.user_id
        WHERE o.network <> :network
    ) old
    WHERE n.user_id = old.user_id AND n.network = old.network AND old.place >= :most
)
INSERT INTO sign_in_network (user_id, network, seen_at)
SELECT id, :network, :now FROM signed_in
ON CONFLICT (user_id, network) DO UPDATE SET seen_at = excluded.seen_at
