-- Prices are in minor units of BRL. Stock knows the same SKUs.
create table catalogue (
    sku   varchar(64) primary key,
    title varchar(200) not null,
    price bigint not null check (price > 0)
);

insert into catalogue (sku, title, price) values
    ('BOOK-DDD', 'Domain-Driven Design', 12990),
    ('BOOK-SAGA', 'Sagas, and Other Long Stories', 8990),
    ('MUG', 'A mug for the maestro', 3990),
    ('BATON', 'A conductor''s baton', 25900),
    ('LAST-COPY', 'The last copy of a rare score', 49900),
    ('SOLD-OUT', 'A concert that everyone wanted to hear', 19900);

create table orders (
    purchase     varchar(64) primary key,
    code         varchar(40) not null unique,
    customer     varchar(254) not null,
    total        bigint not null check (total > 0),
    currency     varchar(3) not null,
    opened_at    timestamp with time zone not null default current_timestamp,
    cancelled_at timestamp with time zone
);

create table order_line (
    purchase varchar(64) not null references orders,
    line     integer not null,
    sku      varchar(64) not null references catalogue,
    quantity integer not null check (quantity > 0),
    price    bigint not null check (price > 0),
    primary key (purchase, line)
);

create view effects as
select purchase, 1 as effects, case when cancelled_at is null then 0 else 1 end as reversals
from orders;
