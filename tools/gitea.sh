#!/usr/bin/env bash
# A real Gitea for __tests__/integration/forgejo.test.ts, built from its Go module.
#
#   tools/gitea.sh build FOLDER    builds it there, unless it is there, and prints the variables that the test reads
#
# Needs Go and a C compiler. The first time takes some 4 minutes on 2 cores and 3 GB in the folders of Go, then a second. The
# newest release whose modules can be had is 1.26: those of 1.27 name modules that Go's proxy does not serve.
set -euo pipefail

VERSION=v1.26.0
MODULE=code.gitea.io/gitea

[[ ${1:-} = build && -n ${2:-} ]] || { sed -n '2,/^set/{/^#/s/^# \{0,1\}//p}' "$0" >&2; exit 2; }
mkdir -p "$2"
FOLDER=$(cd "$2" && pwd)

source_of() { go mod download -json "$MODULE@$VERSION" | sed -n 's/^\t"Dir": "\(.*\)",$/\1/p'; }

# A module of our own that needs it: `go install` refuses a module that replaces others, as this one does.
build() {
  cd "$FOLDER"
  {
    printf 'module gitea-for-tests\n\n'
    sed -n '/^go /p' "$1/go.mod"
    printf '\nrequire %s %s\n\n' "$MODULE" "$VERSION"
    sed -n '/^replace /s, //.*,,p' "$1/go.mod"
  } > go.mod
  rm -f go.sum
  go build -mod=mod -tags 'sqlite sqlite_unlock_notify' -o "gitea-$VERSION" "$MODULE"
}

FILES=$(source_of)
[ -x "$FOLDER/gitea-$VERSION" ] || build "$FILES" >&2
echo "HOLDFAST_TEST_GITEA=$FOLDER/gitea-$VERSION"
echo "HOLDFAST_TEST_GITEA_FILES=$FILES"
