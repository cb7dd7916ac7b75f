#!/usr/bin/env bash
# Installs the Debian packages that the tests need: a browser, a compiler for one native module, git, kubectl, which says what
# YAML scalars mean, the shells that copied lines are pasted into, and the databases of the cluster suite. Go, which builds its
# control plane, has to be there: Debian's is older than what Kubernetes asks for.
set -euo pipefail

declare -A package_of=(
  [chromium-headless-shell]=chromium-headless-shell
  [g++]=g++
  [make]=make
  [python3]=python3
  [git]=git
  [kubectl]=kubernetes-client
  [psql]=postgresql-client
  [pgbench]=postgresql
  [mariadbd]=mariadb-server
  [mariadb]=mariadb-client
  [zsh]=zsh
  [fish]=fish
  [dash]=dash
)
missing=()
for tool in "${!package_of[@]}"; do
  command -v "$tool" >/dev/null 2>&1 || missing+=("${package_of[$tool]}")
done
ls /usr/lib/postgresql/*/bin/postgres >/dev/null 2>&1 || missing+=(postgresql)
[ -e /etc/ssl/certs/ca-certificates.crt ] || missing+=(ca-certificates)
if [ ${#missing[@]} -eq 0 ]; then
  echo 'Nothing is missing.'
  exit 0
fi

if ! command -v apt-get >/dev/null 2>&1; then
  echo "Missing, and there is no apt-get to install them: ${missing[*]}" >&2
  exit 1
fi
as_root=()
if [ "$(id -u)" -ne 0 ]; then
  command -v sudo >/dev/null 2>&1 || { echo "Missing: ${missing[*]}. Install them as root." >&2; exit 1; }
  as_root=(sudo)
fi
echo "Installing ${missing[*]}"
"${as_root[@]}" apt-get update -q
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}"
