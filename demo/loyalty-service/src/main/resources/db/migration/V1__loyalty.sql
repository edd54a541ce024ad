create table booking (
    purchase   varchar(64) primary key,
    customer   varchar(254) not null,
    points     bigint not null,
    booked_at  timestamp with time zone not null default current_timestamp,
    revoked_at timestamp with time zone
);

create view effects as
select purchase, 1 as effects, case when revoked_at is null then 0 else 1 end as reversals
from booking;
