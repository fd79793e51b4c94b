-- The log of changes outlives the groups and boards that it is about: it takes over their names when they go.
alter table access_change
  add column board_title text,
  add column group_name text,
  drop constraint access_change_board_id_fkey,
  drop constraint access_change_group_id_fkey,
  add constraint access_change_board_id_fkey foreign key (board_id) references board on delete set null not valid,
  add constraint access_change_group_id_fkey foreign key (group_id) references member_group on delete set null not valid;

create index access_change_group on access_change (group_id) where group_id is not null;

-- The rows let go by themselves: by "on delete set null", a row about both would be checked while only one is gone.
create function keep_board_in_log() returns trigger language plpgsql as $$
declare
  its_group bigint := (select id from member_group where board_id = old.id);
begin
  update access_change
  set board_title = old.title,
      board_id = case when board_id is distinct from old.id then board_id end,
      group_id = case when group_id is distinct from its_group then group_id end
  where board_id = old.id or group_id = its_group;
  return old;
end
$$;

create function keep_group_in_log() returns trigger language plpgsql as $$
begin
  update access_change set group_name = old.name, group_id = null where group_id = old.id;
  return old;
end
$$;

create trigger keep_board_in_log before delete on board for each row execute function keep_board_in_log();
create trigger keep_group_in_log before delete on member_group for each row execute function keep_group_in_log();
