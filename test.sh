#!/usr/bin/env bash
# Sets up what the tests need, builds everything, runs every test; the last line is "N passed, N failed".
# Arguments are passed on to 'dotnet test' (for example: ./test.sh --filter FullyQualifiedName~Syntax).
set -uo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
cd "$root"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

need() { # command, Debian package: installs an independent oracle or a real part that tests talk to
  command -v "$1" >/dev/null 2>&1 && return 0
  echo "test.sh: installing $2 (provides '$1')" >&2
  local sudo=""
  [ "$(id -u)" -eq 0 ] || sudo="sudo"
  { $sudo apt-get install -y -qq "$2" || { $sudo apt-get update -qq && $sudo apt-get install -y -qq "$2"; }; } >/dev/null 2>&1 \
    || echo "test.sh: could not install $2; tests that need it will fail and say so" >&2
}

need_library() { # file, Debian package
  # Not 'grep -q': it ends at the first hit, and a list whose reader has gone counts as a failure here.
  ldconfig -p 2>/dev/null | grep "$1" >/dev/null || need "$1" "$2"
}

command -v dotnet >/dev/null 2>&1 || { echo "test.sh: the .NET 10 SDK is needed ('dotnet' is not on the PATH)"; echo "0 passed, 1 failed"; exit 1; }
need clingo gringo
need_library libz3.so.4 libz3-4

need chromium chromium

# Without npm or a network the tests that run models are skipped and say so.
bash src/Models/Binding/install.sh || true

# The real Mermaid reads our charts in a browser; without npm or a network those tests are skipped and say so.
if [ ! -f artifacts/mermaid/package/dist/mermaid.min.js ] && command -v npm >/dev/null 2>&1; then
  mkdir -p artifacts/mermaid
  (cd artifacts/mermaid && npm pack --silent mermaid@11.12.0 >/dev/null 2>&1 && tar xzf mermaid-11.12.0.tgz package/dist/mermaid.min.js && rm -f mermaid-11.12.0.tgz) \
    || echo "test.sh: could not fetch mermaid; tests that need it will be skipped" >&2
fi

log="$(mktemp)"
trap 'rm -f "$log"' EXIT

if ! dotnet build CryptoScalp.Rules.sln -c Release --nologo -v quiet -clp:ErrorsOnly 2>&1 | tee "$log"; then
  echo "0 passed, 1 failed"
  exit 1
fi

# One project after the other: each already uses all processors, and a measurement of one is not disturbed by another.
dotnet test CryptoScalp.Rules.sln -c Release --no-build --nologo -m:1 "$@" 2>&1 | tee "$log"
status=${PIPESTATUS[0]}

# One summary line a test project: "Passed!  - Failed: 0, Passed: 12, Skipped: 0, Total: 12, …".
count() { grep -oE "^(Passed|Failed|Skipped)! .*" "$log" | grep -oE "$1: +[0-9]+" | grep -oE '[0-9]+' | awk '{ n += $1 } END { print n + 0 }'; }

# What failed, once more, where it is seen: name, message and stack of each, at most 60 lines.
failures() {
  awk '
    /^  Failed [^ ]/ { if (!found++) print "\nFailed tests:"; shown = 60 }
    /^  (Passed|Skipped) [^ ]/ || /^\[xUnit/ || /^(Passed|Failed|Skipped)! / || /^(Test run for|A total of|Results File)/ { shown = 0 }
    shown > 0 { print; shown-- }
    /^(The active test run was aborted|Test host process crashed|.*error (MSB|TESTERROR))/ { print }' "$log"
}

failed=$(count Failed)
passed=$(count Passed)
skipped=$(count Skipped)
# A run that breaks without a failed test (a crash, a bad filter) must not look green.
[ "$status" -ne 0 ] && [ "$failed" -eq 0 ] && failed=1
[ "$passed" -eq 0 ] && [ "$failed" -eq 0 ] && failed=1
[ "$failed" -eq 0 ] || failures
if [ "$skipped" -gt 0 ]; then
  echo "$passed passed, $failed failed, $skipped skipped"
else
  echo "$passed passed, $failed failed"
fi
[ "$failed" -eq 0 ]
