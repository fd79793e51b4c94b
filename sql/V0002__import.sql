-- Imports from other forums. One at a time: its rows are staged here, put in order, rendered and
-- counted, and each step is remembered, so that an import that was killed goes on where it stood.
-- The staging tables are logged: unlogged ones would be empty after a crash of the database, while
-- their stage is remembered as done.

create table import_run (
  id            int         generated always as identity primary key,
  -- The dump's name; the same one is not imported twice.
  source        text        not null unique,
  board_id      bigint      references board,
  started_at    timestamptz not null,
  finished_at   timestamptz
);

create table import_stage (
  run_id        int         not null references import_run,
  stage         text        not null,
  -- How far a stage of many transactions has come; it is done when it has its time.
  progress      bigint      not null default 0,
  finished_at   timestamptz,
  primary key (run_id, stage)
);

-- Rows that were not taken, for the report.
create table import_fault (
  id            bigint      generated always as identity primary key,
  run_id        int         not null references import_run,
  stage         text        not null,
  file          text        not null,
  -- Null where it stands for many rows, or for the file.
  line          bigint,
  reason        text        not null,
  row_count     bigint      not null,
  -- Otherwise it was left out on purpose.
  bad           boolean     not null
);

create index import_fault_run on import_fault (run_id, id);

-- Which row became which: for links to the old forum, and for whoever looks something up.
create table import_map (
  run_id        int         not null references import_run,
  kind          text        not null check (kind in ('account', 'topic', 'post', 'comment')),
  old_id        bigint      not null,
  new_id        bigint      not null,
  primary key (run_id, kind, old_id)
);

-- Staged rows. Their ids are not unique until the second of two has been found and thrown out;
-- row_number counts the rows of a file, line is where it stands in it.

create table import_account (
  row_number    bigint      not null,
  line          bigint      not null,
  old_id        bigint      not null,
  name          text        not null,
  about         text        not null,
  location      text,
  website       text,
  score         bigint      not null,
  created_at    timestamptz not null,
  seen_at       timestamptz
);

create index import_account_old on import_account (old_id, row_number);

create table import_post (
  row_number    bigint      not null,
  line          bigint      not null,
  old_id        bigint      not null,
  -- The question that it answers; null for a question.
  parent        bigint,
  accepted      bigint,
  owner         bigint,
  owner_name    text,
  title         text,
  tags          text,
  body          text        not null,
  score         int         not null,
  views         bigint      not null,
  created_at    timestamptz not null,
  edited_at     timestamptz,
  closed_at     timestamptz
);

create index import_post_old on import_post (old_id, row_number);

create table import_comment (
  row_number    bigint      not null,
  line          bigint      not null,
  old_id        bigint      not null,
  post          bigint      not null,
  owner         bigint,
  owner_name    text,
  body          text        not null,
  score         int         not null,
  created_at    timestamptz not null
);

create index import_comment_old on import_comment (old_id, row_number);

-- Every post to be, with its place; numbered topic by topic, so that a topic's last post has the
-- number of its first plus post_count - 1.
create table import_order (
  number        bigint      primary key,
  post_id       bigint      not null,
  topic_id      bigint      not null,
  position      int         not null,
  post_count    int         not null,
  comment       boolean     not null,
  old_id        bigint      not null
);

create unique index import_order_old on import_order (comment, old_id);
