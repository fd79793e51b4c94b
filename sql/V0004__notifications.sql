-- Who is told of what.

-- What a member wants to hear of one topic or board; a row only where it is not NORMAL: what
-- concerns him in person.
create table topic_watch (
  account_id    bigint      not null references account,
  topic_id      bigint      not null references topic,
  level         text        not null check (level in ('WATCH', 'NORMAL', 'MUTE')),
  since         timestamptz not null,
  primary key (account_id, topic_id)
);

create index topic_watch_topic on topic_watch (topic_id, account_id) where level = 'WATCH';

create table board_watch (
  account_id    bigint      not null references account,
  board_id      bigint      not null references board on delete cascade,
  level         text        not null check (level in ('WATCH', 'NORMAL', 'MUTE')),
  since         timestamptz not null,
  primary key (account_id, board_id)
);

create index board_watch_board on board_watch (board_id, account_id) where level = 'WATCH';

-- What a member wants of one kind; without a row, the kind's defaults.
create table notice_choice (
  account_id    bigint      not null references account,
  kind          text        not null,
  on_site       boolean     not null,
  by_mail       boolean     not null,
  primary key (account_id, kind)
);

-- One row for each member and event at most: the primary key is what keeps it so.
create table notification (
  account_id    bigint      not null references account,
  event_id      bigint      not null,
  kind          text        not null,
  topic_id      bigint      not null references topic,
  post_id       bigint references post,
  actor_id      bigint references account,
  -- False where it is only sent by mail.
  on_site       boolean     not null,
  created_at    timestamptz not null,
  read_at       timestamptz,
  primary key (account_id, event_id)
);

create index notification_unread on notification (account_id, topic_id) where read_at is null and on_site;
create index notification_created on notification (created_at);

create table post_like (
  post_id       bigint      not null references post,
  account_id    bigint      not null references account,
  created_at    timestamptz not null,
  primary key (post_id, account_id)
);
