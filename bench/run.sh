#!/usr/bin/env bash
# Measures the packaged jar on a made-up forum with wrk, and beside it a bare Jetty with the same
# bytes. Prints a table; the forum is kept under target/bench for the next run.
#   ./run.sh bench [--quick] [POSTS]     100,000 if not said; --quick: 3 s a row instead of 10
set -euo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.."
seconds=10
posts=100000
for argument in "$@"; do
  case "$argument" in
    --quick) seconds=3 ;;
    '' | *[!0-9]*)
      echo "usage: bench/run.sh [--quick] [POSTS]" >&2
      exit 2
      ;;
    *) posts=$argument ;;
  esac
done
if ! command -v wrk >/dev/null; then
  echo "bench/run.sh needs wrk: apt-get install wrk" >&2
  exit 1
fi
if [ -z "${JAVA_HOME:-}" ]; then
  exec ./run.sh bench "$@"
fi
exec "$JAVA_HOME/bin/java" -cp target/stoa.jar bench/Bench.java target/stoa.jar "$posts" "$seconds"
