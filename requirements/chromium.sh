#!/bin/sh
# The browser tests drive Chromium. Without it they skip and say so, except under CI=true, where they fail.
if command -v chromium >/dev/null || command -v google-chrome >/dev/null; then exit 0; fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing Chromium for the browser tests …"
    apt-get update -qq && apt-get install -y -qq chromium >/dev/null && exit 0
fi
echo "Chromium is not installed: the browser tests will be skipped. On Debian: sudo apt-get install chromium" >&2
