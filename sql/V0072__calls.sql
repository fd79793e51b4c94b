-- Whom a post called by name or quoted and who has not read it: an edit takes that back where it calls them no more.
create index concurrently notification_call on notification (post_id)
  where read_at is null and kind in ('MENTION', 'QUOTE');
