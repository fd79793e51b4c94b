-- Members are found by how their names begin.
create index concurrently account_name_begins on account (name_key text_pattern_ops) where removed_at is null;
