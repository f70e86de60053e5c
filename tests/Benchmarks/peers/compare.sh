#!/usr/bin/env bash
# Runs the same workloads through this engine and through CLIPS (a Debian package), prints ratios first, and fails when their final rows differ.
#
#   tests/Benchmarks/peers/compare.sh [--updates N] [--runs N]
#
# Default: 200,000 updates, 3 runs each in turns, of which the one with the lowest median counts. Needs gcc and the Debian package
# libclips-dev (installed when it is missing, which needs root or sudo), the .NET SDK, and python3 for the table.
set -euo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd)"
here="$root/tests/Benchmarks/peers"
updates=200000
runs=3
usage() { echo "usage: compare.sh [--updates N] [--runs N], whole numbers above 0" >&2; exit 2; }
while [ $# -gt 0 ]; do
  { [ $# -ge 2 ] && [[ "$2" =~ ^[1-9][0-9]*$ ]]; } || usage
  case "$1" in
    --updates) updates="$2" ;;
    --runs) runs="$2" ;;
    *) usage ;;
  esac
  shift 2
done

if [ ! -e /usr/include/clips/clips.h ]; then
  echo "compare.sh: installing libclips-dev" >&2
  sudo=""
  [ "$(id -u)" -eq 0 ] || sudo="sudo"
  $sudo apt-get install -y -qq libclips-dev >/dev/null || { $sudo apt-get update -qq && $sudo apt-get install -y -qq libclips-dev >/dev/null; }
fi

out="$(mktemp -d)"
trap 'rm -rf "$out"' EXIT
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
gcc -O2 -isystem /usr/include/clips "$here/clips_stream.c" -o "$out/clips_stream" -lclips -lm
dotnet build "$root/tests/Benchmarks" -c Release -v quiet --nologo -clp:ErrorsOnly >&2
benchmarks=(dotnet "$root/tests/Benchmarks/bin/Release/net10.0/CryptoScalp.Rules.Benchmarks.dll")

trading_keys="quote=2,turnover=1,signal=2,trend=2,position=1,together=2,plan=1"
trading_rows="gap,tight,wild,torn,agreed,strong,crowded,worth,buy"

compare() { # name, program, keys, derived templates, sizes …
  local name="$1" program="$2" keys="$3" rows="$4" folder="$out/$1" run
  shift 4
  "${benchmarks[@]}" workload "$program" "$folder" --updates "$updates" "$@"
  for ((run = 1; run <= runs; run++)); do
    echo "compare.sh: $name, run $run of $runs" >&2
    "$root/scalp" bench stream "$folder/program.rules" --facts "$folder/facts.script" --updates "$folder/updates.script" --json >>"$folder/scalp.jsonl"
    "$out/clips_stream" "$here/$program.clp" "$folder/facts.script" "$folder/updates.script" "$keys" "$rows" >>"$folder/clips.jsonl"
  done
}

compare trading-50x3 trading "$trading_keys" "$trading_rows" --symbols 50 --venues 3
compare trading-500x5 trading "$trading_keys" "$trading_rows" --symbols 500 --venues 5
compare one-join-200x5 one_join "quote=2" gap --symbols 200 --venues 5
python3 "$here/table.py" "$out"/*/
