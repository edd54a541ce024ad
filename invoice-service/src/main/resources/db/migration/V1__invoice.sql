-- One row: whoever issues an invoice holds its lock until the invoice is committed.
create table invoice_counter (
    id          integer primary key check (id = 1),
    last_number bigint not null
);

insert into invoice_counter (id, last_number) values (1, 0);

create table invoice (
    purchase     varchar(64) primary key,
    number       bigint not null unique,
    amount       bigint not null check (amount > 0),
    currency     varchar(3) not null,
    issued_at    timestamp with time zone not null default current_timestamp,
    cancelled_at timestamp with time zone
);

create view effects as
select purchase, 1 as effects, case when cancelled_at is null then 0 else 1 end as reversals
from invoice;
