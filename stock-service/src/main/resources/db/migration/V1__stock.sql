-- Checkout sells the same SKUs.
create table stock_item (
    sku     varchar(64) primary key,
    initial bigint not null,
    on_hand bigint not null,
    check (on_hand between 0 and initial)
);

insert into stock_item (sku, initial, on_hand) values
    ('BOOK-DDD', 1000000, 1000000),
    ('BOOK-SAGA', 1000000, 1000000),
    ('MUG', 1000000, 1000000),
    ('BATON', 1000, 1000),
    ('LAST-COPY', 1, 1),
    ('SOLD-OUT', 0, 0);

create table reservation (
    purchase    varchar(64) primary key,
    code        varchar(40) not null unique,
    reserved_at timestamp with time zone not null default current_timestamp,
    released_at timestamp with time zone
);

create table reservation_line (
    purchase varchar(64) not null references reservation,
    sku      varchar(64) not null references stock_item,
    quantity integer not null check (quantity > 0),
    primary key (purchase, sku)
);

create view effects as
select purchase, 1 as effects, case when released_at is null then 0 else 1 end as reversals
from reservation;
