#!/usr/bin/env bash
# Breaks the engine on purpose, one small change at a time, and tells which changes no test notices. See eng/README.md.
# Usage: eng/mutate.sh [--workers N] [--threshold PERCENT] [--properties] [--keep] [folder or file of src/Engine ...]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
root=$PWD
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

workers=2 threshold=85 keep=false parts=()
tests='FullyQualifiedName~StaffFlows.Engine.Tests.Engine&Category!=Long' named='&FullyQualifiedName!~.Properties.'
while [ "$#" -gt 0 ]; do
  case $1 in
    --workers) workers=$2 && shift 2 ;;
    --threshold) threshold=$2 && shift 2 ;;
    --properties) named= && shift ;;
    --keep) keep=true && shift ;;
    -*) sed -n 's/^# Usage: /Usage: /p' "$0" >&2 && exit 2 ;;
    *) parts+=("${1%/}") && shift ;;
  esac
done
[ "${#parts[@]}" -gt 0 ] || parts=(Execution Activities)
for part in "${parts[@]}"; do
  [ -e "src/Engine/$part" ] || { echo "There is no src/Engine/$part." >&2 && exit 2; }
done

# A copy, because the mutated assembly replaces the built one, and because sources may be edited meanwhile.
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
git ls-files --cached --others --exclude-standard -z |
  while IFS= read -r -d '' file; do [ ! -f "$file" ] || printf '%s\0' "$file"; done |
  tar --create --null --files-from=- | tar --extract --directory "$copy"

output=$root/artifacts/mutation
$keep || rm -rf "$output"
mkdir -p "$output"
dotnet tool restore >/dev/null

# One report for each part, so that what is done is not lost where the next one is stopped.
report() { dotnet run --project eng/MutationReport -- "$output" eng/mutation-survivors.txt "$threshold" | tee "$output/report.txt"; }
for part in "${parts[@]}"; do
  run=$output/$(date -u +%Y%m%d-%H%M%S)-${part//\//-}
  mkdir -p "$run"
  [ -d "src/Engine/$part" ] && files="**/Engine/$part/**/*.cs" || files="**/Engine/$part"
  echo "Mutating $part with $workers workers; the log is $run/log.txt"
  (cd "$copy/tests/Engine.Tests" && dotnet stryker --config-file "$copy/eng/mutation.json" --output "$run" \
    --test-case-filter "$tests$named" --concurrency "$workers" --skip-version-check \
    --break-on-initial-test-failure --mutate "$files") >"$run/log.txt" 2>&1 ||
    { tail -n 30 "$run/log.txt" && echo "$part was not finished." && report && exit 1 || exit 1; }
done

report
