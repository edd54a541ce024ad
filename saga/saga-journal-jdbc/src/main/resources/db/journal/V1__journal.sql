-- The journal. A row of saga is the head of one saga: who owns it and how far it is; every write asks for the epoch, the
-- status and the seq that it follows. history holds the events, in chunks as they were written behind the work.

create table saga (
    id varchar(64) primary key,
    epoch int not null,
    owner varchar(64) not null,
    status varchar(16) not null,
    seq int not null,
    needs_attention boolean not null,
    reason text,
    flow varchar(64) not null,
    flow_version int not null,
    customer varchar(254) not null,
    purchase text not null,
    idempotency_key varchar(255) unique,
    fingerprint varchar(64) not null,
    created_at timestamp(3) with time zone not null,
    finished_at timestamp(3) with time zone
);

create index saga_status on saga (status, id);
create index saga_customer on saga (customer, id);

create table history (
    saga varchar(64) not null,
    seq int not null,
    position bigint generated always as identity,
    events text not null,
    primary key (saga, seq)
);

create unique index history_position on history (position);
