-- The listing is in the order of the ids' bytes, as H2 sorts them, whatever the database's own collation is.
alter table fence alter column purchase type varchar(64) collate "C";
