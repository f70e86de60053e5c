#!/usr/bin/env bash
# Puts what the training needs on a Debian machine, once. Quiet when it is there; exit code 1 and one line why when it cannot be had.
# SCALP_PYTHON names another interpreter (of a virtual environment, say): then nothing is installed, only looked for.
set -uo pipefail
python="${SCALP_PYTHON:-/usr/bin/python3}"

missing() {
  "$python" -c '
import importlib.util as util
print(" ".join(m for m in ("numpy", "torch", "sklearn", "xgboost", "onnx") if util.find_spec(m) is None))' 2>/dev/null || echo "the interpreter itself"
}

lacks="$(missing)"
[ -z "$lacks" ] && exit 0
if [ -n "${SCALP_PYTHON:-}" ]; then
  echo "SCALP_PYTHON names $python, which lacks $lacks" >&2
  exit 1
fi
if ! command -v apt-get >/dev/null 2>&1; then
  echo "$python lacks $lacks, and this is no Debian machine: install them, or name an interpreter that has them in SCALP_PYTHON" >&2
  exit 1
fi
echo "scalp: installing python3-torch, python3-sklearn, python3-xgboost and python3-onnx for the training (once) ..." >&2
sudo=""
[ "$(id -u)" -eq 0 ] || sudo="sudo -n"
packages="python3 python3-numpy python3-torch python3-sklearn python3-xgboost python3-onnx"
{ $sudo apt-get install -y -qq $packages || { $sudo apt-get update -qq && $sudo apt-get install -y -qq $packages; }; } >/dev/null 2>&1 || true
lacks="$(missing)"
[ -z "$lacks" ] && exit 0
echo "$python lacks $lacks, and apt-get could not install them: run 'apt-get install $packages' with the rights that it needs, or name an interpreter that has them in SCALP_PYTHON" >&2
exit 1
