-- A reply that waits for a moderator has no place in its topic before it is approved.
alter table post alter column position drop not null;
