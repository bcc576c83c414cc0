#!/usr/bin/env bash
# Runs the tests: ./test.sh, or ./test.sh Engine.Tests Host.Tests for some of the projects.
# Brings what they need (a browser, fonts, a private PostgreSQL and RabbitMQ), starts it on loopback, and stops it at the end.
# The last line is always "N passed, N failed" or "N passed, N failed, N skipped".
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
exec </dev/null

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 MSBUILDDISABLENODEREUSE=1

passed=0 failed=0 skipped=0
scratch=$(mktemp -d)
chmod 755 "$scratch"
server=
broker=

say() { printf '%s\n' "$*"; }

finish() {
  local status=$?
  trap - EXIT
  [ -z "$server" ] || as_postgres "$server/pg_ctl" stop -D "$scratch/postgresql/data" -m immediate -s >/dev/null 2>&1 || true
  [ -z "$broker" ] || stop_rabbitmq
  rm -rf "$scratch"
  if [ "$skipped" -gt 0 ]; then
    say "$passed passed, $failed failed, $skipped skipped"
  else
    say "$passed passed, $failed failed"
  fi
  [ "$status" -ne 0 ] || [ "$failed" -gt 0 ] || [ "$passed" -eq 0 ] || exit 0
  [ "$status" -ne 0 ] || status=1
  exit "$status"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# --- which projects -----------------------------------------------------------------------------

# What the tests share is a project beside them, without tests of its own.
mapfile -t all < <(sed -n 's/.*"\(tests\\[^"]*\.csproj\)".*/\1/p' StaffFlows.sln | tr '\\' '/' |
  xargs grep -L '<IsTestProject>false')
projects=()
for wanted in "$@"; do
  found=
  for project in "${all[@]}"; do
    if [ "$(basename "$(dirname "$project")")" = "$wanted" ]; then
      projects+=("$project") found=1
    fi
  done
  if [ -z "$found" ]; then
    say "There is no test project named $wanted. There are:"
    printf '  %s\n' "${all[@]}"
    exit 2
  fi
done
[ "$#" -gt 0 ] || projects=("${all[@]}")

needs() { printf '%s\n' "${projects[@]}" | grep -qE "$1"; }

# --- what they need -----------------------------------------------------------------------------

postgres_tools() {
  local folder
  for folder in /usr/lib/postgresql/*/bin; do
    [ ! -x "$folder/initdb" ] || newest=$folder
  done
  [ -n "${newest:-}" ] || newest=$(dirname "$(command -v initdb || true)")
  [ -x "$newest/initdb" ] && say "$newest"
}

chromium() {
  local path
  for path in "${STAFFFLOWS_TEST_CHROMIUM:-}" /usr/bin/chromium; do
    [ -z "$path" ] || [ ! -x "$path" ] || { say "$path"; return; }
  done
  return 1
}

has_chinese_fonts() {
  [ -n "$(find /usr/share/fonts -iname 'NotoSansCJK*' -print -quit 2>/dev/null)" ] ||
    [ -n "$(fc-list :lang=zh 2>/dev/null)" ]
}

rabbitmq_server() {
  local path
  for path in /usr/lib/rabbitmq/lib/rabbitmq_server-*/sbin/rabbitmq-server; do
    [ ! -x "$path" ] || { say "$path"; return; }
  done
  return 1
}

missing=()
if needs Host.Tests && [ -z "${STAFFFLOWS_TEST_RABBITMQ:-}" ]; then
  rabbitmq_server >/dev/null || missing+=(rabbitmq-server)
fi
if needs EndToEnd; then
  chromium >/dev/null || missing+=(chromium)
  has_chinese_fonts || missing+=(fonts-noto-cjk)
fi
if needs 'Persistence|Specs|Host|EndToEnd|Drills' && [ -z "${STAFFFLOWS_TEST_POSTGRESQL:-}" ]; then
  postgres_tools >/dev/null || missing+=(postgresql)
fi

# The designer's files come from npm with the host's build.
if needs 'Host|EndToEnd|Drills' && ! command -v npm >/dev/null; then
  missing+=(nodejs npm)
fi

if needs Drills; then
  [ -x /usr/sbin/haproxy ] || missing+=(haproxy)
  [ -x /usr/bin/cc ] || missing+=(gcc libc6-dev)
fi

if [ "${#missing[@]}" -gt 0 ] && [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
  say "Installing ${missing[*]}"
  export DEBIAN_FRONTEND=noninteractive
  # RUNLEVEL=1 keeps Debian from starting servers of its own.
  { apt-get update -qq && RUNLEVEL=1 apt-get install -y -qq --no-install-recommends "${missing[@]}"; } >"$scratch/apt.log" 2>&1 ||
    tail -n 20 "$scratch/apt.log"
fi

if needs EndToEnd; then
  if path=$(chromium); then
    export STAFFFLOWS_TEST_CHROMIUM=$path
  else
    say "Missing: Chromium (Debian: chromium). The browser tests will be skipped."
  fi
  has_chinese_fonts || say "Missing: Chinese fonts (Debian: fonts-noto-cjk). Screenshots will show boxes."
fi

if needs 'Host|EndToEnd|Drills' && ! command -v npm >/dev/null; then
  say "Missing: Node.js with npm (Debian: nodejs npm). The host is built without the designer."
fi

if needs Drills; then
  [ -x /usr/sbin/haproxy ] || say "Missing: HAProxy (Debian: haproxy). The drills with two nodes will be skipped."
  [ -x /usr/bin/cc ] || say "Missing: a C compiler (Debian: gcc and libc6-dev). The drill with a wrong clock will be skipped."
fi

# --- a PostgreSQL of our own --------------------------------------------------------------------

# The server refuses to run as root.
as_postgres() {
  if [ "$(id -u)" -eq 0 ]; then (cd / && runuser -u postgres -- "$@"); else "$@"; fi
}

start_postgres() {
  local tools=$1 port home=$scratch/postgresql
  mkdir "$home"
  [ "$(id -u)" -ne 0 ] || chown postgres "$home" || return 1
  as_postgres "$tools/initdb" -D "$home/data" -U postgres -A trust -E UTF8 --no-locale >"$scratch/initdb.log" 2>&1 || {
    tail -n 5 "$scratch/initdb.log"
    return 1
  }
  for _ in 1 2 3 4 5 6 7 8; do
    port=$((20000 + RANDOM % 20000))
    if as_postgres "$tools/pg_ctl" start -D "$home/data" -w -s -l "$home/log" \
      -o "-c listen_addresses=127.0.0.1 -c port=$port -c unix_socket_directories= -c max_connections=300" >/dev/null 2>&1; then
      server=$tools
      export STAFFFLOWS_TEST_POSTGRESQL="Host=127.0.0.1;Port=$port;Username=postgres;Database=postgres"
      return 0
    fi
  done
  tail -n 5 "$home/log" || true
  return 1
}

if needs 'Persistence|Specs|Host|EndToEnd|Drills' && [ -z "${STAFFFLOWS_TEST_POSTGRESQL:-}" ]; then
  if ! tools=$(postgres_tools); then
    say "Missing: PostgreSQL 15 or newer (Debian: postgresql). Its tests will be skipped."
  elif ! start_postgres "$tools"; then
    say "PostgreSQL did not start. Its tests will be skipped."
  fi
fi

# --- a RabbitMQ of our own ----------------------------------------------------------------------

# Its name service too is one of our own, so that it meets no other broker of the machine.
start_rabbitmq() {
  local program=$1 port home=$scratch/rabbitmq
  mkdir "$home"
  port=$((20000 + RANDOM % 10000))
  export ERL_EPMD_PORT=$((port + 2)) ERL_EPMD_ADDRESS=127.0.0.1
  HOME=$home RABBITMQ_NODENAME=staffflows@localhost RABBITMQ_NODE_IP_ADDRESS=127.0.0.1 RABBITMQ_NODE_PORT=$port RABBITMQ_DIST_PORT=$((port + 1)) \
    RABBITMQ_MNESIA_BASE=$home/mnesia RABBITMQ_LOG_BASE=$home/log RABBITMQ_ENABLED_PLUGINS_FILE=$home/plugins \
    RABBITMQ_CONF_ENV_FILE=$home/none RABBITMQ_CONFIG_FILE=$home/none setsid "$program" >"$home/output" 2>&1 &
  broker=$!
  for _ in $(seq 60); do
    if grep -q 'Starting broker... completed' "$home/output"; then
      export STAFFFLOWS_TEST_RABBITMQ="amqp://guest:guest@127.0.0.1:$port/"
      return 0
    fi
    kill -0 "$broker" 2>/dev/null || break
    sleep 1
  done
  tail -n 5 "$home/output"
  return 1
}

stop_rabbitmq() {
  kill -- "-$broker" 2>/dev/null || true
  wait "$broker" 2>/dev/null || true
  epmd -kill >/dev/null 2>&1 || true
}

if needs Host.Tests && [ -z "${STAFFFLOWS_TEST_RABBITMQ:-}" ]; then
  if ! program=$(rabbitmq_server); then
    say "Missing: RabbitMQ (Debian: rabbitmq-server). Its tests will be skipped."
  elif ! start_rabbitmq "$program"; then
    say "RabbitMQ did not start. Its tests will be skipped."
  fi
fi

# --- build once, then every project -------------------------------------------------------------

if ! command -v dotnet >/dev/null; then
  say "Missing: the .NET SDK named in global.json."
  exit 1
fi

restore=()
[ "${CI:-}" != true ] || restore=(-p:RestoreLockedMode=true)
[ "$#" -gt 0 ] && targets=("${projects[@]}") || targets=(StaffFlows.sln)
for target in "${targets[@]}"; do
  if ! dotnet build "$target" -v quiet -nologo "${restore[@]}"; then
    failed=1
    say "The build of $target failed; no test ran."
    exit 1
  fi
done

count() { sed -n "s/.*<Counters [^>]*\b$1=\"\([0-9]*\)\".*/\1/p" "$2"; }

# The names of the tests that ended as $1 says.
names() {
  sed -n "s/.*<UnitTestResult [^>]*testName=\"\([^\"]*\)\"[^>]*outcome=\"\($1\)\".*/\1/p" "$2" |
    sed 's/&quot;/"/g; s/&lt;/</g; s/&gt;/>/g; s/&amp;/\&/g'
}

# Of the test named $1: the start of its message, and where in the tests it happened. One that failed is one element of the file.
reasons() {
  TEST=$1 awk '
    function plain(line) {
      gsub(/^ +|<[^>]*>|&#x[dD];/, "", line)
      gsub(/&lt;/, "<", line); gsub(/&gt;/, ">", line); gsub(/&quot;/, "\"", line); gsub(/&amp;/, "\\&", line)
      return substr(line, 1, 1000)
    }
    /<UnitTestResult / { name = $0; sub(/.* testName="/, "", name); sub(/".*/, "", name); ours = plain(name) == ENVIRON["TEST"] }
    ours && /<Message>/ { left = 15 }
    ours && /<StackTrace>/ { left = 0; frames = 1 }
    left > 0 { left--; print "      " plain($0) }
    frames && /\/tests\// && places++ < 3 { print "      " plain($0) }
    /<\/Message>/ { left = 0 }
    /<\/StackTrace>/ { frames = 0 }
  ' "$2"
}

skips=() failures=()
for project in "${projects[@]}"; do
  name=$(basename "$(dirname "$project")")
  results=$scratch/$name.trx
  say "== $name"
  status=0
  dotnet test "$project" --no-build --nologo --results-directory "$scratch" \
    --logger "trx;LogFileName=$name.trx" --logger "console;verbosity=minimal" \
    --blame-hang --blame-hang-timeout 15m --blame-hang-dump-type none || status=$?

  bad=0
  if [ -s "$results" ]; then
    total=$(count total "$results") good=$(count passed "$results")
    bad=$(($(count failed "$results") + $(count error "$results") + $(count timeout "$results") + $(count aborted "$results")))
    passed=$((passed + good)) failed=$((failed + bad)) skipped=$((skipped + total - good - bad))
    while IFS= read -r test; do skips+=("$name: $test"); done < <(names NotExecuted "$results")
    while IFS= read -r test; do failures+=("$name: $test"$'\n'"$(reasons "$test" "$results")"); done < <(names 'Failed\|Error\|Timeout\|Aborted' "$results")
  fi
  if [ "$status" -ne 0 ] && [ "$bad" -eq 0 ]; then
    say "$name ended early with exit code $status."
    failed=$((failed + 1))
  fi
done

if [ "${#skips[@]}" -gt 0 ]; then
  say "Skipped:"
  printf '  %s\n' "${skips[@]}"
fi
if [ "${#failures[@]}" -gt 0 ]; then
  say "Failed:"
  printf '  %s\n' "${failures[@]}"
fi
