#!/usr/bin/env bash
# Puts the ONNX Runtime (C# binding as source, native library) under artifacts/onnxruntime, once. Quiet when it is there.
# Exit code 1 when it cannot be had: everything builds and runs without it, only models give no scores.
set -uo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
target="$here/../../../artifacts/onnxruntime"
stamp="$target/.installed"
version="$(sed -n 's/.*"com.github.asus4.onnxruntime": "\(.*\)".*/\1/p' "$here/package.json")"

[ -f "$stamp" ] && [ "$(cat "$stamp")" = "$version" ] && exit 0
command -v npm >/dev/null 2>&1 || { echo "ONNX Runtime: npm is not on the PATH, so models will give no scores" >&2; exit 1; }
echo "ONNX Runtime: installing $version ..." >&2
mkdir -p "$target"
target="$(cd "$target" && pwd)"
exec 9>"$target/.lock"
flock 9
[ -f "$target/.installed" ] && [ "$(cat "$target/.installed")" = "$version" ] && exit 0
cp "$here/package.json" "$here/package-lock.json" "$target/"
if ! (cd "$target" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >install.log 2>&1); then
  echo "ONNX Runtime: npm could not install it (artifacts/onnxruntime/install.log), so models will give no scores" >&2
  exit 1
fi
# 400 MB of builds for telephones are not ours.
rm -rf "$target/node_modules/com.github.asus4.onnxruntime/Plugins/iOS~" "$target/node_modules/com.github.asus4.onnxruntime/Plugins/Android"
echo "$version" >"$target/.installed"
