-- What can be booked.
create table offer (
    name varchar(16) primary key,
    remaining int not null check (remaining >= 0)
);

insert into offer (name, remaining) values ('flight', 100), ('hotel', 100), ('car', 1);

-- The fence: one row per saga and step, written in the transaction of the effect. Rows are never deleted.
create table booking (
    trip varchar(64) not null,
    offer varchar(16) not null,
    state varchar(16) not null,
    primary key (trip, offer)
);
