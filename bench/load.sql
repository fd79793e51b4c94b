-- A made-up forum of :posts posts, 15 to a topic on average, skewed as in real forums: topic n has
-- a share like 1/n of half of all posts, and no topic less than one; one in three texts is Chinese.
insert into board (title, slug, position, created_at) values ('Everything', 'everything', 1, now());
insert into board (parent_id, title, slug, description, position, created_at)
  select (select id from board where slug = 'everything'), 'Board ' || n, 'board-' || n, 'What belongs to ' || n, n, now()
  from generate_series(1, 12) n;
create temporary table sizes as
  select n, greatest(1, least(100000, round(:posts / 2.0 / n / ln(:posts / 15.0)) + 1 + (n * 7919) % 14)::int) as posts
  from generate_series(1, :posts / 15) n;
create temporary table boards as select row_number() over (order by id) - 1 as n, id from board where parent_id is not null;
create temporary table members as select row_number() over (order by id) - 1 as n, id from account;
insert into topic (board_id, author_id, title, slug, created_at, post_count, reply_count, last_post_at, last_author_id)
  select b.id, m.id,
    case s.n % 3 when 0 then '关于论坛的第 ' || s.n || ' 个问题' else 'A question about harbours and light, number ' || s.n end,
    'question-' || s.n, timestamptz '2020-01-01' + s.n * interval '7 minutes', s.posts, s.posts - 1,
    timestamptz '2020-01-01' + s.n * interval '11 minutes', m.id
  from sizes s join boards b on b.n = s.n % 12 join members m on m.n = s.n % 20 order by s.n;
insert into post (topic_id, position, author_id, source, html, renderer, created_at)
  select t.id, p, m.id, x.text, '<p>' || x.text || '</p>', (select coalesce(max(renderer), 1) from post), t.created_at + p * interval '1 minute'
  from topic t cross join lateral generate_series(1, t.post_count) p
    join members m on m.n = (t.id + p) % 20
    cross join lateral (select case (t.id + p) % 3
      when 0 then '这是第 ' || p || ' 条回复。数据库里有很多数据，搜索引擎要把它们都找出来，月亮已经落下，时间慢慢过去，w' || (t.id + p) % 500
      else 'Reply ' || p || ' speaks of the moon and of winter light on stone; a harbour is quiet then, and whoever waits there learns to count the boats that come home late. w' || (t.id * 31 + p) % 500 end as text) x;
update topic t set last_post_id = p.id from post p where p.topic_id = t.id and p.position = t.post_count;
update board b set topic_count = c.topics, post_count = c.posts, last_post_id = c.last
  from (select board_id, count(*) as topics, sum(post_count) as posts, max(last_post_id) as last from topic group by 1) c where c.board_id = b.id;
vacuum analyze topic;
vacuum analyze post;
vacuum analyze board
