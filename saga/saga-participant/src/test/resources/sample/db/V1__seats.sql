create table seats (
    purchase varchar(64) not null,
    number   integer not null,
    freed    boolean not null default false
);

create index seats_of_purchase on seats (purchase);

create view effects as
    select purchase, count(*) as effects, sum(case when freed then 1 else 0 end) as reversals
      from seats
     group by purchase;
