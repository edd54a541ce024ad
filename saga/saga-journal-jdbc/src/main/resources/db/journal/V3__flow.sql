-- The flows as they were drawn. A version stays as it is for ever, since purchases that began with it end by it; one that was
-- removed is only out of sight.

create table flow (
    name varchar(64) not null,
    version int not null,
    bpmn text not null,
    created_at timestamp(3) with time zone not null,
    removed boolean default false not null,
    primary key (name, version)
);
