-- What a member has not read of a topic, also what he hears of by mail alone: a look at the page ends both. The index
-- before this one left the latter out, so that each look went over all notices that he ever had.
create index concurrently notification_open on notification (account_id, topic_id) where read_at is null;
drop index concurrently notification_unread;
