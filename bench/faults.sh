#!/usr/bin/env bash
# Kills the server, its PostgreSQL, NATS and Redis in turn while people post, many more times than
# the test suite does, and checks that what was acknowledged is there once and told once.
#   bench/faults.sh [ROUNDS]     200 if not said; about 4 s each
set -euo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.."
rounds=${1:-200}
case "$rounds" in
  '' | *[!0-9]*)
    echo "usage: bench/faults.sh [ROUNDS]" >&2
    exit 2
    ;;
esac
./run.sh test -Dspotless.check.skip=true -Dtest=CrashTest \
  -Dsurefire.failIfNoSpecifiedTests=false -Dstoa.crash.rounds="$rounds" |
  grep -E 'acknowledged, |seed|Tests run:.*Fail'
