-- Who lives: an owner whose lease has run out, by this database's clock, leaves its open sagas to the others.

create table owner (
    id varchar(64) primary key,
    expires_at timestamp with time zone not null
);
