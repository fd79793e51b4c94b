-- New posts that were deleted before anybody was told of them: whoever restores one lets it be told.
create table untold_post (
  post_id       bigint      primary key,
  created_at    timestamptz not null
);
