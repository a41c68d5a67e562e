-- A term is followed by the id that a store gave it, whatever it is named there or in the catalogue.
ALTER TABLE store_term
    ADD COLUMN made    boolean NOT NULL DEFAULT false, -- by Caravan, so a new name in the catalogue is one there; terms made before are not known
    ADD COLUMN pending text CHECK (pending IN ('name', 'place')), -- what the store is still to change: its name, or its parent as well
    ADD COLUMN slug    text,                           -- of an attribute that Caravan has made: a new name alone would change it
    ADD COLUMN shown   text,                           -- the name in the store, if the shop has given it another one
    ADD COLUMN lost_at timestamptz,                    -- when the store had it no more; it is made again
    ADD COLUMN checked uuid;                           -- the claim in which the store last said its name
