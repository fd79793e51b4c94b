#!/usr/bin/env bash
# Builds target/stoa.jar if it is missing or older than its sources, and runs it:
#   ./run.sh           the server (settings in config/stoa.properties, data under data/)
#   ./run.sh test      installs what the tests need and runs them all (or what Maven is told:
#                      ./run.sh test -Dtest=NotifyTest)
#   ./run.sh bench     installs what loads it and measures the jar; see bench/run.sh
#   ./run.sh --help    the other commands; all arguments but these go to the jar
# Paths are meant from this folder, wherever it is called from.
set -euo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")"

needed=25

# In a locale that cannot spell them, names and paths in Chinese reach Java as question marks.
case "${LC_ALL:-${LC_CTYPE:-${LANG:-}}}" in
  *[Uu][Tt][Ff]*) ;;
  *) export LC_ALL=C.UTF-8 ;;
esac

say() { printf 'run.sh: %s\n' "$*" >&2; }
die() {
  say "$*"
  exit 1
}
has() { command -v "$1" >/dev/null 2>&1; }

# The major version of the JDK in a folder, from the "release" file that each has; 0 if it is none.
jdk_version() {
  local version=0
  if [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] && [ -r "$1/release" ]; then
    version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release")
  fi
  printf '%s' "${version:-0}"
}

# Prints a JDK's folder. The one in JAVA_HOME or on the PATH may be too old while a newer stands
# elsewhere; exactly the needed version wins over a newer one, which nobody has tried.
find_jdk() {
  local on_path='' newer='' home version
  if has java; then
    on_path=$(dirname -- "$(dirname -- "$(readlink -f -- "$(command -v java)")")")
  fi
  for home in "${JAVA_HOME:-}" "$on_path" /usr/lib/jvm/* /usr/local/lib/jvm/* /opt/* /opt/*/* \
    "${HOME:-/nonexistent}"/.sdkman/candidates/java/* "${HOME:-/nonexistent}"/.jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    version=$(jdk_version "$home")
    if [ "$version" -eq "$needed" ]; then
      printf '%s' "$home"
      return
    fi
    if [ "$version" -gt "$needed" ] && [ -z "$newer" ]; then
      newer=$home
    fi
  done
  printf '%s' "$newer"
}

may_install() { [ "$(id -u)" -eq 0 ] && has apt-get; }

# Installs Debian packages; what apt-get says is shown only if it fails.
install() {
  say "installing $*"
  local log
  log=$(mktemp)
  if ! { apt-get update && DEBIAN_FRONTEND=noninteractive \
    apt-get -o DPkg::Lock::Timeout=120 install -y --no-install-recommends "$@"; } >"$log" 2>&1; then
    tail -n 20 "$log" >&2
    rm -f "$log"
    die "could not install $*: see above"
  fi
  rm -f "$log"
}

# The tests start servers of their own; the package's must not begin to run on this machine.
install_stopped() {
  local policy=/usr/sbin/policy-rc.d
  if [ -e "$policy" ]; then
    install "$@"
    return
  fi
  printf '#!/bin/sh\nexit 101\n' >"$policy"
  chmod +x "$policy"
  local code=0
  (install "$@") || code=$?
  rm -f "$policy"
  [ "$code" -eq 0 ] || exit "$code"
}

need_maven() {
  if has mvn; then
    return
  fi
  may_install || die "needs Maven to build: install it (apt-get install maven) and run this again"
  install maven
}

# target/.built says when the last build that succeeded began: the jar's own time would hide a
# build that was cut off, and what was edited while it ran.
stale() {
  [ ! -f target/stoa.jar ] || [ ! -f target/.built ] ||
    [ -n "$(find pom.xml .mvn src/main src/launcher src/jooq sql templates config/stoa.properties \
      -newer target/.built -print -quit 2>/dev/null)" ]
}

begin_build() {
  if ! { mkdir -p target && touch target/.building; } 2>/dev/null; then
    die "cannot write to $PWD/target: run this as the owner of this folder"
  fi
}

build() {
  need_maven
  say "building target/stoa.jar (the first time takes a few minutes)"
  begin_build
  # Without compiling or even fetching what only the tests need, a browser driver of 190 MB.
  if ! mvn -B -q -Dstyle.color=never package -Dmaven.test.skip=true -Dspotless.check.skip=true \
    >target/build.log 2>&1 </dev/null; then
    grep -v '^WARNING' target/build.log | tail -n 30 >&2
    die "the build failed: see above, and target/build.log"
  fi
  mv target/.building target/.built
}

# Java's options for the server. JDK_JAVA_OPTIONS adds to these, and loses where both say something.
flags=(@config/java.options)

# A start from an AOT cache takes half as long: the JVM finds its classes loaded and linked in it.
# It is made by a training run on a forum that is thrown away, once for each jar. One that does not
# fit (another JDK, another jar, other options) is passed over by the JVM without a word.
cache=target/stoa.aot
train() {
  if [ "$cache" -nt target/stoa.jar ] && [ "$cache" -nt config/java.options ]; then
    return
  fi
  say "preparing a quick start (a minute, once for each build)"
  # An empty file where it fails: the forum starts without, and not every start tries again.
  if ! "$JAVA_HOME/bin/java" "${flags[@]}" "-XX:AOTCacheOutput=$cache.new" -jar target/stoa.jar train \
    >target/train.log 2>&1 </dev/null || [ ! -s "$cache.new" ]; then
    say "it failed, see target/train.log; the forum starts without it, only slower"
    : >"$cache.new"
  fi
  mv "$cache.new" "$cache"
}

need_redis_and_nats() {
  has nats-server || [ -x /usr/sbin/nats-server ] || install_stopped nats-server
  has redis-server || install_stopped redis-server
}

# Debian has pgbench in the server's package.
need_load() {
  if may_install; then
    has wrk || install wrk
    has pgbench || install_stopped postgresql
    need_redis_and_nats
  fi
}

need_browser() {
  local browser
  for browser in chromium chromium-browser google-chrome; do
    if has "$browser"; then
      CHROMIUM=$(command -v "$browser")
      export CHROMIUM
      return
    fi
  done
  return 1
}

run_tests() {
  need_maven
  if may_install; then
    need_browser || install chromium
    # Without it, pages in Chinese would be measured with boxes for letters.
    dpkg -s fonts-noto-cjk >/dev/null 2>&1 || install fonts-noto-cjk
    need_redis_and_nats
    has nginx || [ -x /usr/sbin/nginx ] || install_stopped nginx-light
  fi
  need_browser || die "the tests need Chromium: install it (apt-get install chromium) and run this again"
  begin_build
  # A real OpenSearch, apart from our dependencies: its Lucene is another than ours.
  local opensearch=$PWD/target/opensearch.classpath
  if ! mvn -B -q -f src/test/opensearch/pom.xml dependency:build-classpath \
    "-Dmdep.outputFile=$opensearch" >target/opensearch.log 2>&1 </dev/null; then
    tail -n 20 target/opensearch.log >&2
    die "could not fetch OpenSearch for the tests: see above"
  fi
  local code=0
  mvn -B -ntp -Dstyle.color=never "-Dopensearch.classpath=$opensearch" verify "$@" 2>&1 </dev/null | tee target/test.log || code=$?
  if [ "$code" -eq 0 ]; then
    mv target/.building target/.built
  fi
  # One line for each part of them.
  grep -E '^(\[[A-Z]+\] )?Tests run: .*[0-9]$' target/test.log |
    awk '{ gsub(/[^0-9 ]/, ""); run += $1; failed += $2; errors += $3; skipped += $4 }
      END { if (NR) printf "Tests run: %d, Failures: %d, Errors: %d, Skipped: %d\n", run, failed, errors, skipped }' >&2
  exit "$code"
}

jdk=$(find_jdk)
if [ -z "$jdk" ]; then
  die "needs a JDK $needed or newer and found none: install one (https://adoptium.net), or set JAVA_HOME to it"
fi
export JAVA_HOME=$jdk

if [ "${1:-}" = test ]; then
  run_tests "${@:2}"
fi
if [ "${1:-}" = bench ]; then
  need_load
fi
if stale; then
  build
fi
case "${1:-serve}" in
  serve | bench | --config*)
    if [ -w target ]; then
      train
    fi
    if [ -s "$cache" ]; then
      flags+=("-XX:AOTCache=$cache" -Xlog:aot=off,cds=off)
    fi
    # Many threads on few cores: more pools of malloc's would only keep more of what is free.
    export MALLOC_ARENA_MAX=2
    ;;
  *)
    flags=(-XX:+ExitOnOutOfMemoryError) # an import needs more memory, and for a while only
    ;;
esac
if [ "${1:-}" = bench ]; then
  export STOA_JAVA_FLAGS="${flags[*]}"
  exec bench/run.sh "${@:2}"
fi
exec "$JAVA_HOME/bin/java" "${flags[@]}" -jar target/stoa.jar "$@"
