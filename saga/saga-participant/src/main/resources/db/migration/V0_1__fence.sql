-- One row for each purchase that was ever heard of. Its primary key is the fence: whoever comes second waits for the first.
create table fence (
    purchase    varchar(64) primary key,
    state       varchar(8) not null,            -- DONE, REFUSED, UNDONE
    fingerprint varchar(64),                    -- of the body of `do`; none when `undo` came first
    receipt     varchar(65536),                 -- as it was answered, word for word
    reason      varchar(64),                    -- of a refusal
    detail      varchar(1000),
    effect      varchar(8),                     -- of an undo: REVERSED, NONE
    changed_at  timestamp with time zone not null default current_timestamp
);
