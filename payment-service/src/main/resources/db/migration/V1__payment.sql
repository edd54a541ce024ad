-- Amounts are in minor units of BRL.
create table charge (
    purchase   varchar(64) primary key,
    code       varchar(40) not null unique,
    token      varchar(64) not null,
    amount     bigint not null check (amount > 0),
    charged_at timestamp with time zone not null default current_timestamp
);

create table refund (
    purchase    varchar(64) primary key references charge,
    amount      bigint not null check (amount > 0),
    refunded_at timestamp with time zone not null default current_timestamp
);

create view effects as
select charge.purchase, 1 as effects, case when refund.purchase is null then 0 else 1 end as reversals
from charge
left join refund on refund.purchase = charge.purchase;
