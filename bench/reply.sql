-- What one reply sends to the database until it is acknowledged, for pgbench: same statements, same
-- rows, same indexes, fsync on. To see what a reply really sends: alter system set log_statement =
-- 'all', select pg_reload_conf(), reply once, and read postgres.log beside the data.
\set topic random(:topic_first, :topic_last)
\set member random(:member_first, :member_last)
\set once random(1, 9000000000000000)
select id, board_id as board, author_id, title, slug, created_at, post_count, reply_count, view_count, pinned, locked_at is not null, accepted_post_id, deleted_at, deleted_by, held_at is not null, array(select tag.name from topic_tag join tag on tag.id = topic_tag.tag_id where topic_tag.topic_id = topic.id order by tag.name) from topic where id = :topic;
select nextval('post_id_seq') as post \gset
begin;
insert into submission (account_id, once, location, created_at) values (:member, 'pgbench-' || :once, '/p/' || :post, now()) on conflict do nothing;
select post_count + 1 as place, id, board_id as board, author_id, title, slug, created_at, reply_count, view_count, pinned, locked_at is not null as locked, accepted_post_id, deleted_at, deleted_by, held_at is not null as held, array(select tag.name from topic_tag join tag on tag.id = topic_tag.tag_id where topic_tag.topic_id = topic.id order by tag.name) as tags from topic where id = :topic for no key update \gset
with watched as (insert into topic_watch (account_id, topic_id, level, since) values (:member, :topic, 'WATCH', now()) on conflict do nothing returning topic_id), posted as (insert into post (id, topic_id, position, author_id, parent_id, source, html, renderer, created_at) values (:post, :topic, :place, :member, null, 'A reply of some words about the harbour in winter, 123', '<p>A reply of some words about the harbour in winter, 123</p>', 1, now()) returning id), extended as (update topic set post_count = :place, reply_count = reply_count + 1, last_post_id = :post, last_post_at = now(), last_author_id = :member, last_author_name = null where id = :topic returning id), written as (update account set topic_count = topic_count + 0, post_count = post_count + 1 where id = :member returning id) update board set topic_count = topic_count + 0, post_count = post_count + 1, last_post_id = :post where id = :board;
insert into outbox (kind, version, body, at) values ('replied', 1, '{"topicId":' || :topic || ',"postId":' || :post || ',"boardId":' || :board || ',"authorId":' || :member || '}', now());
commit;
