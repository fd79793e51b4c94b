-- How far a member has read a topic. No references: a mark is written for every topic that somebody looks at, and
-- each reference would lock, and so write to, the member's and the topic's row. What is left over goes with its day.
create table topic_read (
  account_id     bigint      not null,
  topic_id      bigint      not null,
  -- The highest position that he has had before him.
  position      int         not null,
  -- A day is enough for forgetting it; a time would change the index below with every mark.
  read_on       date        not null,
  primary key (account_id, topic_id)
) with (fillfactor = 90);

create index topic_read_on on topic_read (read_on);

-- Every post up to then counts as read; the member himself says so. Null: as the setting does.
alter table account add column read_before timestamptz;
