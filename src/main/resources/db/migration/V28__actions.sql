-- Actions on many products at once, as jobs that the background carries out. The products are noted when the job begins (action_portion), so
-- those that match later are not taken, and each is taken once although the action changes what the filter asks for.
CREATE TABLE action_job (
    id             uuid PRIMARY KEY,
    account_id     bigint      NOT NULL REFERENCES account,
    action         text        NOT NULL CHECK (action IN ('push', 'export', 'autoSyncOn', 'autoSyncOff', 'unlink')),
    state          text        NOT NULL DEFAULT 'running' CHECK (state IN ('running', 'cancelling', 'done', 'cancelled', 'failed')),
    filter         text,                                   -- null: the products were named by their ids
    connection_ids bigint[]    NOT NULL,
    who            text        NOT NULL,
    products       bigint      NOT NULL DEFAULT 0,         -- noted so far
    total          bigint      NOT NULL DEFAULT 0,         -- rows of these in the stores, with those of variants
    collected      boolean     NOT NULL DEFAULT false,     -- all of them are noted
    last_product   bigint      NOT NULL DEFAULT 0,         -- noted up to here
    portion        int         NOT NULL DEFAULT 0,         -- the next one, and
    store          int         NOT NULL DEFAULT 0,         -- the next store (an index into connection_ids): what is before them is done
    done           bigint      NOT NULL DEFAULT 0,         -- without the exports that are not counted yet
    failed         bigint      NOT NULL DEFAULT 0,         -- among done
    tries          int         NOT NULL DEFAULT 0,         -- failures in a row of the next step
    due_at         timestamptz NOT NULL,                   -- of the next step
    created_at     timestamptz NOT NULL,
    changed_at     timestamptz NOT NULL,
    finished_at    timestamptz
);
CREATE INDEX action_job_due ON action_job (due_at) WHERE state IN ('running', 'cancelling');
CREATE INDEX action_job_news ON action_job (account_id, changed_at);
CREATE INDEX action_job_list ON action_job (account_id, created_at, id);
CREATE INDEX action_job_age ON action_job (finished_at) WHERE finished_at IS NOT NULL;

CREATE TABLE action_portion (
    job_id      uuid     NOT NULL REFERENCES action_job ON DELETE CASCADE,
    no          int      NOT NULL,
    product_ids bigint[] NOT NULL,
    PRIMARY KEY (job_id, no)
);

-- What an action sends is an export for each portion and store.
ALTER TABLE export_job ADD COLUMN action_id uuid REFERENCES action_job ON DELETE SET NULL;
ALTER TABLE export_job ADD COLUMN counted boolean NOT NULL DEFAULT false; -- its products are among those of the action that are done
CREATE INDEX export_job_action ON export_job (action_id, counted) WHERE action_id IS NOT NULL;
CREATE INDEX export_item_error ON export_item (export_id, product_id) WHERE status = 'error';
