#!/usr/bin/env python3
"""Brings a Holdfast snapshot back without Holdfast: python3 and its standard library, zstd, and for a vault in S3 the AWS
command line, for a repository git. It reads what docs/format.md describes; docs/recovery.md says how to use it.

    holdfast-recover.py VAULT series                        the series of the vault
    holdfast-recover.py VAULT list SERIES                   its snapshots, newest first
    holdfast-recover.py VAULT restore SERIES ID TARGET      the files of one snapshot
    holdfast-recover.py VAULT git SERIES ID TARGET          the bare git repository in one snapshot

VAULT is s3://BUCKET[/PREFIX] (credentials, region and AWS_ENDPOINT_URL as for the aws command) or a folder that holds a
copy of it. ID may be `latest`. TARGET must not exist. Nothing is written outside of it, and it appears only when all is
proved.
"""

import collections
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

MIB = 1 << 20
SERIES = r"(?!(?:.*/)?\.{1,2}(?:/|$))[A-Za-z0-9._-]+(?:/[A-Za-z0-9._-]+)*"
ROOT = re.compile(r"v1/roots/(%s)/@/(\d{8}T\d{6}Z-[0-9a-f]{32})" % SERIES)
BLOB = re.compile(r"v1/(?:packs|parts)/(%s)/@/\d{8}T\d{6}Z-[0-9a-f]{24}/(?:0|[1-9]\d{0,8})" % SERIES)
REF = re.compile(rb"refs(?:/(?!\.)[^\x00-\x20\x7f~^:?*\[\\/]+(?<!\.lock))+(?<!\.)")


class Problem(Exception):
    """Something that the user has to know; nothing is half-done when it is raised."""


def need(condition, message):
    if not condition:
        raise Problem(message)


def run(*command, **options):
    """Standard output of a command; its own message if it fails."""
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options)
    need(done.returncode == 0, "%s: %s" % (" ".join(command[:3]), done.stderr.decode(errors="replace").strip()))
    return done.stdout


# ---- the vault ----


class Folder:
    def __init__(self, path):
        self.path = path

    def keys(self, prefix):
        for folder, _, names in os.walk(os.path.join(self.path, prefix)):
            for name in names:
                yield os.path.relpath(os.path.join(folder, name), self.path).replace(os.sep, "/")

    def versions(self, key):
        path = os.path.join(self.path, *key.split("/"))
        if os.path.isfile(path):
            with open(path, "rb") as file:
                yield file.read()


class Bucket:
    def __init__(self, url):
        self.bucket, _, prefix = url[len("s3://") :].partition("/")
        self.prefix = prefix.strip("/") + "/" if prefix.strip("/") else ""

    def aws(self, command, *options):
        out = run("aws", "s3api", command, "--bucket", self.bucket, "--output", "json", *options)
        return json.loads(out) if out.strip() else {}

    def keys(self, prefix):
        for item in self.aws("list-objects-v2", "--prefix", self.prefix + prefix).get("Contents") or []:
            yield item["Key"][len(self.prefix) :]

    def versions(self, key):
        """The current S3 version first; then, if the caller has not found what it wants, all others."""
        try:
            yield self.get(key)
        except Problem as problem:
            print("trying older S3 versions: %s" % problem, file=sys.stderr)
        for item in self.aws("list-object-versions", "--prefix", self.prefix + key).get("Versions") or []:
            if item["Key"] == self.prefix + key:
                yield self.get(key, "--version-id", item["VersionId"])

    def get(self, key, *options):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "object")
            run("aws", "s3api", "get-object", "--bucket", self.bucket, "--key", self.prefix + key, *options, path)
            with open(path, "rb") as file:
                return file.read()


def fetch(vault, key, digest):
    """The object whose SHA-256 starts with `digest`, from any S3 version that has it."""
    for body in vault.versions(key):
        if hashlib.sha256(body).hexdigest().startswith(digest):
            return body
    raise Problem("%s is missing, or no version of it has the recorded SHA-256" % key)


# ---- zstd, segments, tables ----


def unzstd(stored, limit):
    """Decoded bytes of one or more frames, `limit` at most."""
    with tempfile.TemporaryFile() as file:
        file.write(stored)
        file.seek(0)
        with subprocess.Popen(["zstd", "-dcq"], stdin=file, stdout=subprocess.PIPE) as zstd:
            raw = zstd.stdout.read(limit + 1)
            zstd.stdout.close()
        need(len(raw) <= limit and zstd.returncode == 0, "a zstd frame is damaged")
        return raw


def uints(data, count):
    """`count` LEB128 numbers and where they end."""
    values, at = [], 0
    for _ in range(count):
        value = shift = 0
        while True:
            need(at < len(data) and shift < 64, "a column is cut off")
            byte = data[at]
            at += 1
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                break
        values.append(value)
    return values, at


def column(kind, data, rows):
    if kind == "hash":
        need(len(data) == 32 * rows, "a column has the wrong length")
        return [data[32 * i : 32 * i + 32] for i in range(rows)]
    values, at = uints(data, rows)
    if kind == "int":
        return [value // 2 if value % 2 == 0 else -(value + 1) // 2 for value in values]
    if kind == "uint":
        return values
    result = []
    for value in values:
        length = value * (32 if kind == "hashes" else 1)
        need(at + length <= len(data), "a column points outside of itself")
        result.append(data[at : at + length])
        at += length
    return result


def segment(raw, table):
    """Rows of a segment as dicts, and the keys that it lists."""
    size = int.from_bytes(raw[:4], "little")
    head = json.loads(raw[4 : 4 + size])
    need(head["table"] == table, "a segment of another table")
    columns, at = {}, 4 + size
    for name, kind, length in head["columns"]:
        if kind in ("uint", "int", "hash", "bytes", "hashes"):
            columns[name] = column(kind, raw[at : at + length], head["rows"])
        at += length
    rows = [dict(zip(columns, values)) for values in zip(*columns.values())]
    return rows, head.get("objects", [])


class Snapshot:
    """A root, checked against its name."""

    def __init__(self, vault, series, name):
        self.vault = vault
        self.root = fetch(vault, "v1/roots/%s/@/%s" % (series, name), name.split("-")[1])
        text, documents = unzstd(self.root, 1024 * MIB).decode(), []
        while text:
            document, end = json.JSONDecoder().raw_decode(text)
            documents.append(document)
            text = text[end:]
        self.header = documents[0]
        need(self.header["format"] == "holdfast-root/1", "this snapshot is of a newer format")
        need(not self.header["features"]["required"], "this snapshot needs a newer reader")
        need(self.header["series"] == series and self.header["utc"] == name[:16], "this root belongs elsewhere")
        names = [frame["name"] for frame in self.header["frames"] if frame["name"] != "segment"]
        self.documents = dict(zip(names, documents[1:]))
        objects = self.documents["objects"]
        self.objects = dict(zip(objects["key"], objects["sha256"]))
        for key in self.objects:
            match = BLOB.fullmatch(key)
            need(match and match[1] in [series] + self.header["bases"], "it names an object outside of its series: %r" % key)

    def segments(self, section, table):
        """Levels of segments, oldest first."""
        parts = {}
        ends = len(self.root)
        starts = []
        for frame in reversed(self.header["frames"]):
            ends -= frame["stored"]
            starts.insert(0, ends)
        for level in self.documents["sections"][section]["levels"]:
            for place in level:
                if "frame" in place:
                    start = starts[place["frame"]] + 8
                    stored = self.root[start : start + place["stored"]]
                else:
                    key = self.documents["objects"]["key"][place["object"]]
                    if key not in parts:
                        parts[key] = fetch(self.vault, key, self.objects[key])
                    stored = parts[key][place["offset"] : place["offset"] + place["stored"]]
                raw = unzstd(stored, place["raw"])
                need(len(raw) == place["raw"], "a segment is damaged")
                yield segment(raw, table)

    def table(self, name, key, alive):
        """Live rows by key; a later level overrules an earlier one."""
        rows = {}
        for found, _ in self.segments(name, name):
            for row in found:
                if row[alive]:
                    rows[row[key]] = row
                else:
                    rows.pop(row[key], None)
        return rows

    def places(self, wanted):
        """Where the wanted fragments lie: id -> (pack, frame, stored, raw, offset, length)."""
        places = {}
        for rows, keys in self.segments("map", "map"):
            last, offset = None, 0
            for row in rows:
                frame = (keys[row["object"]], row["frame"], row["stored"], row["raw"])
                # Fragments fill their frame, so a full frame ends it.
                offset = offset if frame == last and offset < row["raw"] else 0
                if row["id"] in wanted and frame[0] in self.objects:
                    places[row["id"]] = frame + (offset, row["length"])
                last, offset = frame, offset + row["length"]
        return places


# ---- files ----


def check_paths(tree):
    for path, row in tree.items():
        parts = path.split(b"/")
        need(b"\0" not in path and not {b"", b".", b".."} & set(parts), "a path that leads elsewhere: %r" % path)
        for depth in range(1, len(parts)):
            above = tree.get(b"/".join(parts[:depth]))
            need(above is None or above["type"] == 2, "an entry below something that is no folder: %r" % path)
        need(row["type"] in (1, 2, 3), "an entry of an unknown type: %r" % path)


def fragments_of(row):
    ids = row["fragments"] or (row["sha256"] if row["size"] else b"")
    return [ids[i : i + 32] for i in range(0, len(ids), 32)]


def write_contents(snapshot, files, full):
    """Pack after pack, each fetched once and checked against the root; each fragment against its id."""
    places = snapshot.places({id for row in files.values() for id in fragments_of(row)})
    work = collections.defaultdict(lambda: collections.defaultdict(list))
    for path, row in files.items():
        at = 0
        for id in fragments_of(row):
            need(id in places, "a fragment of %r is in no pack of the snapshot" % path)
            pack, frame, stored, raw, offset, length = places[id]
            work[pack][frame, stored, raw].append((offset, length, id, path, at))
            at += length
        need(at == row["size"], "the fragments of %r do not make up its size" % path)
        open(full(path), "xb").close()
    for count, (pack, frames) in enumerate(sorted(work.items()), 1):
        print("pack %d of %d" % (count, len(work)), file=sys.stderr)
        body = fetch(snapshot.vault, pack, snapshot.objects[pack])
        for (start, stored, size), pieces in sorted(frames.items()):
            raw = unzstd(body[start : start + stored], min(size, 8 * MIB))
            for offset, length, id, path, at in pieces:
                piece = raw[offset : offset + length]
                need(hashlib.sha256(piece).digest() == id, "a fragment of %r is damaged" % path)
                with open(full(path), "r+b") as file:
                    file.seek(at)
                    file.write(piece)


def check_content(path, row):
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        for block in iter(lambda: file.read(MIB), b""):
            digest.update(block)
    need(digest.digest() == row["sha256"], "%r does not have the recorded SHA-256" % path)


def write_tree(snapshot, tree, target):
    """Folders, contents, hard links, links, then modes and times from the deepest entry up."""
    check_paths(tree)
    full = lambda path: os.path.join(os.fsencode(target), path)
    files, leaders, links = {}, {}, []
    for path, row in sorted(tree.items()):
        os.makedirs(full(path) if row["type"] == 2 else os.path.dirname(full(path)), exist_ok=True)
        if row["type"] == 1:
            group = (row["link"], row["sha256"]) if row["link"] else path
            leader = leaders.setdefault(group, path)
            if leader == path:
                files[path] = row
            else:
                links.append((leader, path))
    write_contents(snapshot, files, full)
    for path, row in files.items():
        check_content(full(path), row)
    for leader, path in links:
        os.link(full(leader), full(path))
    for path, row in sorted(tree.items(), reverse=True):
        times = (row["mtime"] * 10**9 + row["nanos"],) * 2
        if row["type"] == 3:
            os.symlink(row["target"], full(path))
            os.utime(full(path), ns=times, follow_symlinks=False)
        else:
            os.chmod(full(path), row["mode"])
            os.utime(full(path), ns=times)


# ---- git ----


def rebuild_repository(snapshot, links, target):
    """The chain of packs in order, then the refs exactly as they were."""
    state = {key: row["value"] for key, row in snapshot.table("state", "key", "alive").items()}
    environment = dict(os.environ, GIT_CONFIG_NOSYSTEM="1", GIT_CONFIG_GLOBAL=os.devnull)
    git = lambda *command, **options: run("git", "--git-dir", target, *command, env=environment, **options)
    kind = state[b"git/format"].decode()
    need(kind in ("sha1", "sha256"), "an unknown object format")
    run("git", "init", "-q", "--bare", "--template=", "--object-format=" + kind, target, env=environment)
    for key in sorted(key for key in state if key.startswith(b"git/link/")):
        link = json.loads(state[key])
        path = os.path.join(links, os.path.basename(link["name"]))
        check_content(path, {"sha256": bytes.fromhex(link["sha256"])})
        with open(path, "rb") as file:
            git("index-pack", "--stdin", "--fix-thin", stdin=file)
    refs = sorted((key[len(b"git/ref/") :], value.hex()) for key, value in state.items() if key.startswith(b"git/ref/"))
    for name, _ in refs:
        need(REF.fullmatch(name) and b".." not in name and b"@{" not in name, "not the name of a ref: %r" % name)
    lines = [id.encode() + b" " + name + b"\n" for name, id in refs]
    with open(os.path.join(target, "packed-refs"), "wb") as file:
        file.write(b"# pack-refs with: sorted \n" + b"".join(lines))
    head = state.get(b"git/head", b"ref: refs/heads/main")
    need(b"\n" not in head, "not a HEAD: %r" % head)
    with open(os.path.join(target, "HEAD"), "wb") as file:
        file.write(head + b"\n")
    need(git("for-each-ref", "--format=%(objectname) %(refname)") == b"".join(lines), "git sees other refs")
    git("fsck", "--connectivity-only", "--no-dangling")
    for key, value in state.items():
        if key.startswith(b"git/symref/"):
            git("symbolic-ref", os.fsdecode(key[len(b"git/symref/") :]), os.fsdecode(value))


# ---- commands ----


def snapshots(vault, series):
    found = (ROOT.fullmatch(key) for key in vault.keys("v1/roots/%s/@/" % series))
    return sorted((match[2] for match in found if match and match[1] == series), reverse=True)


def latest(vault, series):
    for name in snapshots(vault, series):
        if Snapshot(vault, series, name).header["status"] == "complete":
            return name
    raise Problem("series %s has no complete snapshot" % series)


def main(vault, command, *arguments):
    vault = Bucket(vault) if vault.startswith("s3://") else Folder(vault)
    if command == "series":
        found = (ROOT.fullmatch(key) for key in vault.keys("v1/roots/"))
        print(*sorted({match[1] for match in found if match}), sep="\n")
        return
    need(re.fullmatch(SERIES, arguments[0]), "not a series: %r" % arguments[0])
    if command == "list":
        for name in snapshots(vault, arguments[0]):
            header = Snapshot(vault, arguments[0], name).header
            print(name, header["status"], header["counts"], header["context"].get("ref", ""), *header["labels"])
        return
    series, name, target = arguments
    need(not os.path.lexists(target), "%s is there already" % target)
    snapshot = Snapshot(vault, series, latest(vault, series) if name == "latest" else name)
    target = os.path.abspath(target)
    with tempfile.TemporaryDirectory(dir=os.path.dirname(target), prefix=".holdfast-") as folder:
        built = os.path.join(folder, "built")
        os.mkdir(built)
        tree = snapshot.table("tree", "path", "type")
        if command == "git":
            tree = {path: row for path, row in tree.items() if path.startswith(b"git/packs/")}
        write_tree(snapshot, tree, built)
        if command == "git":
            links, built = os.path.join(built, "git", "packs"), os.path.join(folder, "repository")
            rebuild_repository(snapshot, links, built)
        shutil.move(built, target)
    print("restored %s of %s, %s, to %s" % (command, series, snapshot.header["utc"], target))


if __name__ == "__main__":
    if len(sys.argv) < 3 or {"series": 3, "list": 4, "restore": 6, "git": 6}.get(sys.argv[2]) != len(sys.argv):
        sys.exit(__doc__)
    try:
        main(*sys.argv[1:])
    except (Problem, KeyError, ValueError, IndexError, OSError) as problem:
        sys.exit("holdfast-recover: %s: %s" % (type(problem).__name__, problem))
