-- Notices and mails are made for many members at once, from rows that the same statement reads, and nothing that they
-- name is ever deleted: accounts, topics and posts only become unreadable. Each reference was looked up and locked for
-- every row, four fifths of what a notice took.
alter table notification
  drop constraint notification_account_id_fkey,
  drop constraint notification_topic_id_fkey,
  drop constraint notification_post_id_fkey,
  drop constraint notification_actor_id_fkey;

alter table mail
  drop constraint mail_account_id_fkey,
  drop constraint mail_topic_id_fkey,
  drop constraint mail_post_id_fkey,
  drop constraint mail_actor_id_fkey;
