-- Filters of the console's pages that people keep by a name. Each belongs to the person who saved it, by the name of the sign-in: there are
-- people whom Caravan does not know as users of its own.
CREATE TABLE saved_filter (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account_id bigint      NOT NULL REFERENCES account ON DELETE CASCADE,
    owner      text        NOT NULL CHECK (length(owner) <= 200),
    page       text        NOT NULL CHECK (page IN ('products', 'attention', 'history')),
    name       text        NOT NULL CHECK (length(name) <= 100),
    query      text        NOT NULL CHECK (length(query) <= 2000),
    created_at timestamptz NOT NULL
);
CREATE UNIQUE INDEX saved_filter_name ON saved_filter (account_id, owner, page, lower(name));
