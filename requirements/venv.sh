#!/bin/sh
# Makes .venv with the Python named in $1. Debian ships venv apart from Python: install it where we may, else say how.
set -eu
python=${1:-python3}
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
    echo "jobtide needs Python 3.11 or newer; $python is $("$python" --version 2>&1). Try: make PYTHON=python3.12 …" >&2
    exit 1
}
if ! "$python" -m venv .venv 2>/dev/null; then
    rm -rf .venv
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        echo "Installing python3-venv …"
        apt-get update -qq && apt-get install -y -qq python3-venv >/dev/null
        "$python" -m venv .venv
    else
        echo "This Python cannot make virtual environments. On Debian and Ubuntu: sudo apt-get install python3-venv" >&2
        exit 1
    fi
fi
# uv installs ten times faster; plain pip does where uv has no build for this machine.
.venv/bin/python -m pip install -q --disable-pip-version-check uv 2>/dev/null || true
