create table shipment (
    purchase     varchar(64) primary key,
    tracking     varchar(40) not null unique,
    recipient    varchar(200) not null,
    street       varchar(200) not null,
    city         varchar(100) not null,
    postal_code  varchar(20) not null,
    country      varchar(2) not null,
    booked_at    timestamp with time zone not null default current_timestamp,
    cancelled_at timestamp with time zone
);

create view effects as
select purchase, 1 as effects, case when cancelled_at is null then 0 else 1 end as reversals
from shipment;
