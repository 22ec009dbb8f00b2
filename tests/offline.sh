#!/usr/bin/env bash
# make offline: install what the lock names from a folder of wheels, without network and with hashes, into an empty
# environment; install the package there, and read the seed.
set -euo pipefail
wheels=$(realpath "$1")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
unset PYTHONPATH
# Neither a configured index nor a proxy can help.
export PIP_CONFIG_FILE=/dev/null PIP_NO_INDEX=1 PIP_FIND_LINKS="$wheels" PIP_DISABLE_PIP_VERSION_CHECK=1
export http_proxy=http://127.0.0.1:9 https_proxy=http://127.0.0.1:9
"${PYTHON:-python3}" -m venv "$folder/environment"
"$folder/environment/bin/pip" install --quiet --require-hashes -r requirements.lock
mkdir "$folder/source"
cp -r lib pyproject.toml README.md LICENSE "$folder/source"
"$folder/environment/bin/pip" install --quiet --no-deps --no-build-isolation "$folder/source"
"$folder/environment/bin/newsframes" report seeds/000_bfc59336010fc295.txt --out "$folder/out"
test -s "$folder/out/report.html"
echo "Installed offline from $(find "$wheels" -type f | wc -l) files, hashes checked; the seed was read."
