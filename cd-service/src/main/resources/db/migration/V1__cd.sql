-- slots is the capacity that was in force when the day's latest slot was taken.
create table picking_day (
    picking_day date primary key,
    slots       integer not null,
    taken       integer not null default 0,
    last_number integer not null default 0,
    check (taken between 0 and slots)
);

create table pick (
    purchase      varchar(64) primary key,
    picking_day   date not null references picking_day,
    slot          varchar(24) not null unique,
    taken_at      timestamp with time zone not null default current_timestamp,
    given_back_at timestamp with time zone
);

create view effects as
select purchase, 1 as effects, case when given_back_at is null then 0 else 1 end as reversals
from pick;
