#!/usr/bin/env bash
# Breaks the engine on purpose, one small change at a time, and tells which changes no test notices. See eng/README.md.
# Usage: eng/mutate.sh [--workers N] [--threshold PERCENT] [--properties] [folder of src/Engine ...]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
root=$PWD
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

workers=2 threshold=85 folders=()
tests='FullyQualifiedName~StaffFlows.Engine.Tests.Engine&Category!=Long' named='&FullyQualifiedName!~.Properties.'
while [ "$#" -gt 0 ]; do
  case $1 in
    --workers) workers=$2 && shift 2 ;;
    --threshold) threshold=$2 && shift 2 ;;
    --properties) named= && shift ;;
    -*) sed -n 's/^# Usage: /Usage: /p' "$0" >&2 && exit 2 ;;
    *) folders+=("${1%/}") && shift ;;
  esac
done
[ "${#folders[@]}" -gt 0 ] || folders=(Execution Activities)

mutate=()
for folder in "${folders[@]}"; do
  [ -d "src/Engine/$folder" ] || { echo "There is no folder src/Engine/$folder." >&2 && exit 2; }
  mutate+=(--mutate "**/Engine/$folder/**/*.cs")
done

# A copy, because the mutated assembly replaces the built one, and because sources may be edited meanwhile.
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
git ls-files --cached --others --exclude-standard -z |
  while IFS= read -r -d '' file; do [ ! -f "$file" ] || printf '%s\0' "$file"; done |
  tar --create --null --files-from=- | tar --extract --directory "$copy"

output=$root/artifacts/mutation
rm -rf "$output" && mkdir -p "$output"
dotnet tool restore >/dev/null

echo "Mutating ${folders[*]} with $workers workers; the log is $output/log.txt"
(cd "$copy/tests/Engine.Tests" && dotnet stryker --config-file "$copy/eng/mutation.json" --output "$output" \
  --test-case-filter "$tests$named" --concurrency "$workers" --skip-version-check \
  --break-on-initial-test-failure "${mutate[@]}") >"$output/log.txt" 2>&1 || { tail -n 30 "$output/log.txt" && exit 1; }

dotnet run --project eng/MutationReport -- "$output/reports/mutation-report.json" eng/mutation-survivors.txt "$threshold" | tee "$output/report.txt"
