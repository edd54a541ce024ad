create table sample (
    purchase varchar(64) primary key,
    undone   boolean not null default false
);

create view effects as
select purchase, 1 as effects, case when undone then 1 else 0 end as reversals
from sample;
