-- Figures of deliveries over time (ADR 19). A settlement and a fan-out add what they did as a row of delivery_figure_part, in their own
-- transaction: no writer waits for another, and what is rolled back is not counted. merge-figures.sql takes these rows and adds each to
-- the minute, the hour, the day and the month that it belongs to; a figure is the sum of both tables. What all
-- stores of an account have together is a row of its own, or a page would add up thousands of rows.
CREATE TABLE delivery_figure_part (
    account_id      bigint      NOT NULL,              -- no reference, as for the connection: a row is there for seconds
    connection_id   bigint      NOT NULL,
    at              timestamptz NOT NULL,
    delivered       int         NOT NULL DEFAULT 0,
    unchanged       int         NOT NULL DEFAULT 0,
    retried         int         NOT NULL DEFAULT 0,
    failed          int         NOT NULL DEFAULT 0,
    calls           int         NOT NULL DEFAULT 0,
    fields_sent     int         NOT NULL DEFAULT 0,
    saved_coalesced int         NOT NULL DEFAULT 0,
    saved_unchanged int         NOT NULL DEFAULT 0,
    saved_images    int         NOT NULL DEFAULT 0,
    saved_batched   int         NOT NULL DEFAULT 0,
    delay_buckets   smallint[]  NOT NULL DEFAULT '{}', -- of DelaySketch, each once, in their order
    delay_counts    bigint[]    NOT NULL DEFAULT '{}'  -- how many delays are in the bucket at the same place
);

CREATE TABLE delivery_figure (
    account_id      bigint      NOT NULL,
    connection_id   bigint      NOT NULL REFERENCES connection ON DELETE CASCADE,
    span            text        NOT NULL CHECK (span IN ('minute', 'hour', 'day', 'month')),
    at              timestamptz NOT NULL,              -- when the span begins, in UTC
    delivered       bigint      NOT NULL,
    unchanged       bigint      NOT NULL,
    retried         bigint      NOT NULL,
    failed          bigint      NOT NULL,
    calls           bigint      NOT NULL,
    fields_sent     bigint      NOT NULL,
    saved_coalesced bigint      NOT NULL,
    saved_unchanged bigint      NOT NULL,
    saved_images    bigint      NOT NULL,
    saved_batched   bigint      NOT NULL,
    delay_buckets   smallint[]  NOT NULL,
    delay_counts    bigint[]    NOT NULL,
    PRIMARY KEY (connection_id, span, at)
);
ALTER TABLE delivery_figure SET (fillfactor = 70); -- the newest rows are added to again and again, in their place
CREATE INDEX delivery_figure_account ON delivery_figure (account_id, span, at);

CREATE TABLE account_figure (
    account_id      bigint      NOT NULL REFERENCES account ON DELETE CASCADE,
    span            text        NOT NULL CHECK (span IN ('hour', 'day', 'month')),
    at              timestamptz NOT NULL,
    delivered       bigint      NOT NULL,
    unchanged       bigint      NOT NULL,
    retried         bigint      NOT NULL,
    failed          bigint      NOT NULL,
    calls           bigint      NOT NULL,
    fields_sent     bigint      NOT NULL,
    saved_coalesced bigint      NOT NULL,
    saved_unchanged bigint      NOT NULL,
    saved_images    bigint      NOT NULL,
    saved_batched   bigint      NOT NULL,
    delay_buckets   smallint[]  NOT NULL,
    delay_counts    bigint[]    NOT NULL,
    PRIMARY KEY (account_id, span, at)
);
