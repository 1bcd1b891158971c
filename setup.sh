#!/bin/sh
# Installs what packages.txt lists. As root on Debian 12.
set -eu
cd "$(dirname "$0")"
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
# shellcheck disable=SC2046 # one word per package is what is wanted
apt-get install -y -qq --no-install-recommends $(grep -v '^#' packages.txt) >/dev/null
