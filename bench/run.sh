#!/usr/bin/env bash
# Measures the packaged jar on made-up forums with wrk and an open loop, and in the same run the
# limits: a bare Jetty that sends the same bytes, and pgbench that sends a reply's statements. Prints
# Markdown. The forums are kept under target/bench for the next run.
#   ./run.sh bench [--quick] [POSTS …]       100000 if not said; several: one after the other, and at
#                                            the end the first beside the last
#   ./run.sh bench --only=PART,… [POSTS …]   pages, uncached, replies, overload, idle, soak
#                                            (ten minutes: does anything grow), restart, nodes (one
#                                            and two servers with Redis and NATS), private (twenty
#                                            boards, and five of them private)
#   ./run.sh bench --collectors [POSTS …]    the JVM's garbage collectors beside each other
#   ./run.sh bench --load [POSTS …]          only makes the forums
#   --no-search: without the search index, which takes far longer to make than the forum
# --quick takes under five minutes once a forum of 100,000 posts is made, and leaves soak and
# several servers out; without it rows take 10 s.
set -euo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.."
for argument in "$@"; do
  case "$argument" in
    --quick | --collectors | --load | --no-search | --only=*) ;;
    '' | *[!0-9]*)
      sed -n 's/^#   //p' "$0" >&2
      exit 2
      ;;
  esac
done
if [ -z "${JAVA_HOME:-}" ] || [ -z "${STOA_JAVA_FLAGS:-}" ]; then
  exec ./run.sh bench "$@"
fi
# run.sh has installed what it may.
PATH=$PATH:/usr/sbin
missing=()
command -v wrk >/dev/null || missing+=(wrk)
command -v pgbench >/dev/null || missing+=(postgresql)
command -v redis-server >/dev/null || missing+=(redis-server)
command -v nats-server >/dev/null || missing+=(nats-server)
if [ ${#missing[@]} -gt 0 ]; then
  echo "bench/run.sh needs wrk, pgbench, Redis and NATS: apt-get install ${missing[*]}" >&2
  exit 1
fi
# 10,000 connections on either side.
ulimit -n "$(ulimit -Hn)"
# The forum would take it for a setting of its own.
flags=$STOA_JAVA_FLAGS
unset STOA_JAVA_FLAGS
exec "$JAVA_HOME/bin/java" -cp target/stoa.jar bench/Bench.java target/stoa.jar "$flags" "$@"
