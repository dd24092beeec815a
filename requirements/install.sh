#!/bin/sh
# Installs exactly the packages of the lock $1, then jobtide itself from this folder.
set -eu
echo "Installing what $1 names …"
if [ -x .venv/bin/uv ]; then
    VIRTUAL_ENV=.venv .venv/bin/uv pip install -q --require-hashes -r "$1"
    VIRTUAL_ENV=.venv .venv/bin/uv pip install -q --no-deps -e .
else
    .venv/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r "$1"
    .venv/bin/python -m pip install -q --disable-pip-version-check --no-deps -e .
fi
