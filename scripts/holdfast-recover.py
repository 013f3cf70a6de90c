#!/usr/bin/env python3
"""Brings a Holdfast snapshot back without Holdfast: with python3 and its standard library, zstd, for a vault in S3 the
AWS command line, for a repository git, and for a sealed series age (1.0 or later, with age-keygen). It reads what
docs/format.md describes; docs/recovery.md shows how to use it.

    holdfast-recover.py VAULT series                        the series of the vault
    holdfast-recover.py VAULT list SERIES                   its snapshots, newest first
    holdfast-recover.py VAULT restore SERIES ID TARGET      the files of one snapshot
    holdfast-recover.py VAULT git SERIES ID TARGET          the bare git repository in one snapshot

VAULT is s3://BUCKET[/PREFIX] (credentials, region and AWS_ENDPOINT_URL as for the aws command) or a folder that holds a
copy of it. ID may be `latest`. TARGET must not exist: it appears when all is proved, and nothing else is written.

For sealed series put `--identity FILE` first: an identity file of age with the keys of the vault. Then only snapshots
count that were made with one of these keys.
"""
import argparse, collections, hashlib, hmac, json, os, re, shutil, subprocess, sys, tempfile

MIB = 1 << 20
# "Limits" of docs/format.md: a hostile snapshot of a few kilobytes must not take all memory.
FRAME, WINDOW, SEGMENT, SHARED_BLOCK, TABLES, ROOT_RAW = 8 * MIB, 8 * MIB, 64 * MIB, 8 * MIB, 1024 * MIB, 128 * MIB
FRAMES, PACK_RAW = 4096, 512 * MIB  # of a pack
LEVELS, SEGMENTS, BLOCKS, OBJECTS, COLUMNS = 64, 4096, 4096, 1 << 18, 64
HEADER_RAW = MIB // 4
ROWS = {"map": 1 << 23, "tree": 1 << 22, "state": 1 << 22, "segment": 1 << 20}
SERIES = r"(?!(?:.*/)?\.{1,2}(?:/|$))[A-Za-z0-9._-]+(?:/[A-Za-z0-9._-]+)*"
ROOT = re.compile(r"v1/roots/(%s)/@/(\d{8}T\d{6}Z-[0-9a-f]{32})" % SERIES)
BLOB = re.compile(r"v1/(?:packs|parts)/(%s)/@/\d{8}T\d{6}Z-[0-9a-f]{32}" % SERIES)
REF = re.compile(rb"(?!.*(?:\.\.|@\{))refs(?:/(?!\.)[^\x00-\x20\x7f~^:?*\[\\/]+(?<!\.lock))+(?<!\.)")

class Problem(Exception):
    """Something that the user has to know."""

class Sealed(Problem):
    """A snapshot that needs --identity."""

# What Python says of bytes that are not what they should be.
DAMAGE = (KeyError, ValueError, IndexError, TypeError, AttributeError, ArithmeticError, RecursionError)

def need(condition, message, *values):
    if not condition:
        raise Problem(message % values)

def run(*command, **options):
    """Standard output of a command; a Problem with its own message if it fails."""
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options)
    need(done.returncode == 0, "%s: %s", " ".join(command[:3]), done.stderr.decode(errors="replace").strip())
    return done.stdout

# ---- Keys of sealed series: those of an identity file of age, by their fingerprints.

Key = collections.namedtuple("Key", "text secret until")
UTC = r"\d{8}T\d{6}Z"

def read_identities(path):
    """No message shows what stands in the file."""
    with open(path, encoding="utf-8-sig", errors="replace") as file:
        lines = [line.strip() for line in file]
    found, until = {}, None
    for number, line in enumerate(lines, 1):
        where = "line %d of %s" % (number, path)
        former = re.fullmatch(r"#\s*until\s+(\S+)", line)
        if former:
            need(re.fullmatch(UTC, former[1]), "%s: `# until` without a time such as 20261123T010203Z", where)
            until = former[1]
        elif line.startswith("AGE-SECRET-KEY-1"):
            found.setdefault(fingerprint(line, where), Key(line, secret_bytes(line), until))
            until = None
        else:
            # Identities of other kinds may stand in the file of a person; no vault has such keys.
            other = re.fullmatch(r"(#.*|AGE-(SECRET-KEY-PQ|PLUGIN-[A-Z0-9-]+)-1[A-Z0-9]+)?", line)
            need(other, "%s is neither AGE-SECRET-KEY-1... nor a comment; if the file is sealed, open it with age first", where)
    need(found, "%s holds no key AGE-SECRET-KEY-1...", path)
    return found

def fingerprint(text, where):
    done = subprocess.run(["age-keygen", "-y"], input=text.encode(), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    # That of age 1.0 ends with 0 all the same.
    need(done.returncode == 0 and done.stdout.startswith(b"age1"), "%s holds a key with a mistake in it", where)
    return hashlib.sha256(done.stdout.strip()).hexdigest()[:16]

def secret_bytes(text):
    """The 32 bytes in a Bech32 text whose checksum, its last 6 characters, age-keygen has verified."""
    number = 0
    for letter in text[len("AGE-SECRET-KEY-1") : -6].lower():
        number = number << 5 | "qpzry9x8gf2tvdw0s3jn54khce6mua7l".index(letter)
    return (number >> 4).to_bytes(32, "big")

def root_mac(key, data):
    """HMAC-SHA256 under HKDF-SHA256 of the key, without salt."""
    extracted = hmac.digest(bytes(32), key.secret, "sha256")
    return hmac.digest(hmac.digest(extracted, b"holdfast/1 root\x01", "sha256"), data, "sha256")

def unseal(blob, keys):
    """What an age file holds. The keys reach age by its standard input: they are in no file and on no command line."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "blob")
        with open(path, "wb") as file:
            file.write(blob)
        return run("age", "-d", "-i", "-", path, input="\n".join(key.text for key in keys).encode())

# ---- The vault: what both kinds have is `keys` and `versions`, the bytes of a key, the current ones first.

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

    def list(self, command, field, prefix):
        out = run("aws", "s3api", command, "--output=json", "--bucket", self.bucket, "--prefix=" + self.prefix + prefix)
        return (json.loads(out or b"{}") or {}).get(field) or []

    def keys(self, prefix):
        return (item["Key"][len(self.prefix) :] for item in self.list("list-objects-v2", "Contents", prefix))

    def versions(self, key):
        try:
            yield self.get(key)
        except Problem as problem:
            print("trying older S3 versions: %s" % problem, file=sys.stderr)
        for item in self.list("list-object-versions", "Versions", key):
            if item["Key"] == self.prefix + key:
                # With "=", since a VersionId may begin with a dash.
                yield self.get(key, "--version-id=" + item["VersionId"])

    def get(self, key, *options):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "object")
            run("aws", "s3api", "get-object", "--bucket", self.bucket, "--key=" + self.prefix + key, *options, path)
            with open(path, "rb") as file:
                return file.read()

def fetch(vault, key):
    """An object whose key ends with the first half of its SHA-256, from any S3 version that has it."""
    for body in vault.versions(key):
        if hashlib.sha256(body).hexdigest()[:32] == key[-32:]:
            return body
    raise Problem("%s is missing, or no version of it has the SHA-256 in its name" % key)

# ---- zstd and segments.

def unzstd(stored, limit):
    """Decoded bytes of zstd frames, `limit` at most."""
    with tempfile.TemporaryFile() as file:
        file.write(stored)
        file.seek(0)
        with subprocess.Popen(["zstd", "-dcq", "--memory=%d" % max(WINDOW, limit)], stdin=file, stdout=subprocess.PIPE) as zstd:
            raw = zstd.stdout.read(limit + 1)
            zstd.stdout.close()
    need(len(raw) <= limit and zstd.returncode == 0, "a zstd frame is damaged")
    return raw

def frame_length(data):
    """Of the zstd frame that these bytes begin with: RFC 8878, 3.1.1."""
    need(data[:4] == b"\x28\xb5\x2f\xfd", "no zstd frame where one should be")
    single, checksum, size, dictionary = data[4] >> 5 & 1, data[4] >> 2 & 1, data[4] >> 6, data[4] & 3
    at, last = 6 - single + (0, 1, 2, 4)[dictionary] + (single, 2, 4, 8)[size], 0
    while not last:
        need(at + 3 <= len(data), "a zstd frame is cut off")
        block = int.from_bytes(data[at : at + 3], "little")
        at, last = at + 3 + (1 if block >> 1 & 3 == 1 else block >> 3), block & 1
    return at + 4 * checksum

def framed(data):
    """The header of a root, or of what is sealed in one, its frames as (name, bytes), and what follows them."""
    at, frames = frame_length(data), []
    header = json.loads(unzstd(data[:at], HEADER_RAW))
    for frame in header["frames"]:
        need(frame["stored"] >= 0, "a frame of a negative length")
        frames.append((frame["name"], data[at : at + frame["stored"]]))
        at += frame["stored"]
    need(at <= len(data), "a root is shorter than it says")
    return header, frames, data[at:]

def documents(frames):
    """The JSON documents in those frames that are no skippable ones, by name."""
    found = [(name, body) for name, body in frames if name not in ("block", "sealed", "mac")]
    text, values = unzstd(b"".join(body for _, body in found), ROOT_RAW).decode(), {}
    for name, _ in found:
        need(name not in values, "a root with two documents %r", name)
        values[name], end = json.JSONDecoder().raw_decode(text)
        text = text[end:]
    need(not text, "a root with more documents than it says")
    return values

def uints(data, count):
    """`count` LEB128 numbers, and where they end."""
    values, at = [], 0
    for _ in range(count):
        value, shift, byte = 0, 0, 128
        while byte >= 128:
            byte = data[at]
            value |= (byte & 127) << shift
            at, shift = at + 1, shift + 7
        need(shift <= 56 and value < 1 << 53 and (byte or shift == 7), "a number has not its shortest form")
        values.append(value)
    return values, at

def column(kind, data, rows):
    values, at = ([1] * rows, 0) if kind == "hash" else uints(data, rows)
    if kind == "uint":
        return values
    if kind == "int":
        return [value // 2 if value % 2 == 0 else -(value + 1) // 2 for value in values]
    cells = []
    for value in values:
        length = value * (1 if kind == "bytes" else 32)
        cells.append(data[at : at + length])
        at += length
    need(at == len(data), "a column has the wrong length")
    return cells

def segment(raw, table, count):
    """The `count` rows of a segment as dicts, and the keys that its head lists."""
    at = 4 + int.from_bytes(raw[:4], "little")
    head, columns = json.loads(raw[4:at]), {}
    need(head["table"] == table, "a segment of another table")
    need(head["rows"] == count and len(head["columns"]) <= COLUMNS, "a segment of another shape than its root says")
    for name, kind, length in head["columns"]:
        need(name not in columns, "a segment with two columns %r", name)
        if kind in ("uint", "int", "hash", "bytes", "hashes"):
            columns[name] = column(kind, raw[at : at + length], head["rows"])
        at += length
    need(at == len(raw), "the columns of a segment do not fill it")
    return [dict(zip(columns, cells)) for cells in zip(*columns.values())], head.get("objects")

class Snapshot:
    """A root, checked against its name."""

    def __init__(self, vault, series, id):
        self.vault, self.id, self.parts, self.blocks = vault, id, {}, {}
        root = fetch(vault, "v1/roots/%s/@/%s" % (series, id))
        self.header, self.frames, rest = framed(root)
        need(self.header["format"] == "holdfast-root/1", "snapshot %s is of a newer format", id)
        need((self.header["series"], self.header["utc"]) == (series, id[:16]), "snapshot %s belongs elsewhere", id)
        self.key = self.prove(root)
        newer = set(self.header["features"]["required"]) - {"sealed"}
        need(not newer, "snapshot %s is of a newer format", id)
        need(not rest, "snapshot %s is longer than it says", id)
        self.documents = documents(self.frames)
        if self.key:
            self.open_seal()
        self.objects = set(self.documents["objects"]["key"])
        need(len(self.objects) <= OBJECTS, "snapshot %s names too many objects", id)
        self.check_limits()
        for key in self.objects:
            match = BLOB.fullmatch(key)
            need(match and match[1] in [series] + self.header["bases"], "an object outside of its series: %r", key)

    def prove(self, root):
        """The key that made a sealed root; until it is found nothing is decrypted, and nothing but the header parsed."""
        keys, seal = self.vault.identities, self.header.get("seal")
        sealed = "sealed" in self.header["features"]["required"]
        if not keys:
            if sealed:
                raise Sealed("snapshot %s is sealed: give the keys of its vault with --identity FILE" % self.id)
            return None
        need(sealed and seal["kind"] == "age-x25519", "snapshot %s is not sealed: it is read without --identity only", self.id)
        absent = "snapshot %s is sealed to the key %s, which is not in the file of --identity"
        need(seal["key"] in keys, absent, self.id, seal["key"])
        key = keys[seal["key"]]
        need(key.until is None or self.id[:16] <= key.until, "snapshot %s is of a key given up before: %s", self.id, seal["key"])
        right = hmac.compare_digest(root_mac(key, root[:-32]), root[-32:])
        need(right, "snapshot %s was not written by a holder of its key: its HMAC is wrong", self.id)
        return key

    def open_seal(self):
        """In place of the frames of the root those that are sealed in it; the header gets the other fields."""
        sealed = [body for name, body in self.frames if name == "sealed"]
        hidden, self.frames, padding = framed(unseal(sealed[0][8:], [self.key]))
        skippable = padding[1:4] == b"\x2a\x4d\x18" and padding[0] >> 4 == 5
        need(not padding or skippable, "what is sealed in snapshot %s is longer than it says", self.id)
        self.header = {**hidden, **self.header}
        self.documents = {**documents(self.frames), "objects": self.documents["objects"]}

    def pack(self, key):
        """What a pack holds. It may have been sealed to a former key."""
        if not self.key:
            return fetch(self.vault, key)
        keys, to = self.vault.identities, self.header["seal"]["to"]
        absent = "the content of snapshot %s is sealed to the key %s, which is not in the file of --identity"
        need(to in keys, absent, self.id, to)
        body = fetch(self.vault, key)
        try:
            return unseal(body, keys.values())
        except Problem as problem:
            former = "%s, which snapshot %s needs, cannot be opened: %s. If keys were renewed since, the file needs the former ones too"
            raise Problem(former % (key, self.id, str(problem).split("\n")[0])) from None

    def check_limits(self):
        """What the root says of its tables, before anything of them is decoded."""
        sections, used = self.documents["sections"], collections.defaultdict(list)
        for name in ("map", "tree", "state"):
            levels = sections[name]["levels"]
            places = [place for level in levels for place in level]
            seal = "age-x25519" if self.key else "none"
            need(sections[name]["seal"] == seal, "the %s of snapshot %s is not sealed as its header says", name, self.id)
            need(len(levels) <= LEVELS and sum(place["rows"] for place in places) <= ROWS[name], "too large: %s", name)
            for place in places:
                need(place["rows"] <= ROWS["segment"], "a segment of the %s is too large", name)
                used["block", place["block"]].append((place["start"], place["start"] + place["raw"]))
        blocks = sections["blocks"]
        need(len(blocks) <= BLOCKS and sum(map(len, used.values())) <= SEGMENTS, "too many segments")
        need(all(len(spans) == 1 or blocks[key[1]]["raw"] <= SHARED_BLOCK for key, spans in used.items()), "a block is too large")
        for block in blocks:
            key, start = ("root", block["frame"]) if "frame" in block else (block["object"], block["offset"])
            used[key, "stored"].append((start, start + (1 if key == "root" else block["stored"])))
        need(sum(block["raw"] for block in blocks) <= TABLES, "its tables are too large")
        for spans in used.values():
            spans.sort()
            need(all(end <= start for (_, end), (start, _) in zip(spans, spans[1:])), "two things lie in the same bytes")

    def segments(self, name):
        """Segments of a section, oldest level first."""
        for place in (place for level in self.documents["sections"][name]["levels"] for place in level):
            raw = self.block(place["block"])[place["start"] : place["start"] + place["raw"]]
            yield segment(raw, name, place["rows"])

    def block(self, index):
        """Decoded bytes of a block: segments of any section, end to end."""
        if index not in self.blocks:
            place = self.documents["sections"]["blocks"][index]
            if "frame" in place:
                # In a skippable frame, behind its magic number and length.
                stored = self.frames[place["frame"]][1][8 : 8 + place["stored"]]
            else:
                key, start = self.documents["objects"]["key"][place["object"]], place["offset"]
                body = self.parts[key] = self.parts.get(key) or fetch(self.vault, key)
                stored = body[start : start + place["stored"]]
                stored = unseal(stored, [self.key]) if self.key else stored
            self.blocks[index] = unzstd(stored, min(place["raw"], SEGMENT))
        return self.blocks[index]

    def table(self, name, key, alive):
        """Live rows by key: a later level overrules an earlier one."""
        rows = {row[key]: row for found, _ in self.segments(name) for row in found}
        return {path: row for path, row in sorted(rows.items()) if row[alive]}

    def places(self, wanted):
        """Where fragments lie: id -> (pack, (frame, stored, raw), offset, length)."""
        places, frames = {}, collections.defaultdict(dict)
        for rows, keys in self.segments("map"):
            last, offset = None, 0
            for row in rows:
                pack, frame = keys[row["object"]], (row["frame"], row["stored"], row["raw"])
                # Fragments fill their frame, so a full one is followed by another.
                offset = offset if (pack, frame) == last and offset < row["raw"] else 0
                if pack in self.objects:
                    known = frames[pack].setdefault(row["frame"], frame)
                    need(known == frame, "the map has two frames in the same bytes of %s", pack)
                    if row["id"] in wanted:
                        places[row["id"]] = pack, frame, offset, row["length"]
                last, offset = (pack, frame), offset + row["length"]
        for pack, found in frames.items():
            self.check_frames(pack, sorted(found.values()))
        return places

    def check_frames(self, pack, frames):
        """A map that names the same bytes over and over would be decoded without end."""
        need(len(frames) <= FRAMES and sum(raw for _, _, raw in frames) <= PACK_RAW, "the map says too much of %s", pack)
        apart = all(start + stored <= after for (start, stored, _), (after, _, _) in zip(frames, frames[1:]))
        need(apart, "the map has two frames in the same bytes of %s", pack)

# ---- Files.

def check_paths(tree):
    for path, row in tree.items():
        names = path.split(b"/")
        need(b"\0" not in path and not {b"", b".", b".."} & set(names), "a path that leads elsewhere: %r", path)
        need(os.name != "nt" or not re.search(rb'[\\:*?"<>|]', path), "Windows cannot hold the name %r", path)
        need(row["type"] in (1, 2, 3), "an entry of an unknown type: %r", path)
        above = (tree.get(b"/".join(names[:depth])) for depth in range(1, len(names)))
        need(all(entry is None or entry["type"] == 2 for entry in above), "%r lies in something else than a folder", path)

def fragments(row):
    ids = row["fragments"] or (row["sha256"] if row["size"] else b"")
    return [ids[at : at + 32] for at in range(0, len(ids), 32)]

def write_files(snapshot, files, full):
    """Pack after pack, each checked against its name; fragments against their ids; files against their hashes."""
    places = snapshot.places({id for row in files.values() for id in fragments(row)})
    work = collections.defaultdict(lambda: collections.defaultdict(list))
    for path, row in files.items():
        at = 0
        for id in fragments(row):
            need(id in places, "a fragment of %r is in no pack of the snapshot", path)
            pack, frame, offset, length = places[id]
            work[pack][frame].append((offset, length, id, path, at))
            at += length
        need(at == row["size"], "the fragments of %r do not make up its size", path)
        open(full(path), "xb").close()
    for count, (pack, frames) in enumerate(sorted(work.items()), 1):
        print("pack %d of %d" % (count, len(work)), file=sys.stderr)
        body = snapshot.pack(pack)
        for (start, stored, size), pieces in sorted(frames.items()):
            raw = unzstd(body[start : start + stored], min(size, FRAME))
            for offset, length, id, path, at in pieces:
                piece = raw[offset : offset + length]
                need(hashlib.sha256(piece).digest() == id, "a fragment of %r is damaged", path)
                with open(full(path), "r+b") as file:
                    file.seek(at)
                    file.write(piece)
    for path, row in files.items():
        check_content(full(path), row["sha256"])

def check_content(path, sha256):
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        for block in iter(lambda: file.read(MIB), b""):
            digest.update(block)
    need(digest.digest() == sha256, "%r does not have the recorded SHA-256", path)

def write_tree(snapshot, tree, target):
    """Folders, files, hard links; then, from the last entry to the first, symbolic links, modes and times."""
    check_paths(tree)
    full = lambda path: os.path.join(os.fsencode(target), path)
    leaders, files, links = {}, {}, {}
    for path, row in tree.items():
        os.makedirs(full(path) if row["type"] == 2 else os.path.dirname(full(path)), exist_ok=True)
        if row["type"] == 1:
            leader = leaders.setdefault((row["link"], row["sha256"]) if row["link"] else path, path)
            (files if leader == path else links)[path] = row if leader == path else leader
    write_files(snapshot, files, full)
    for path, leader in links.items():
        os.link(full(leader), full(path))
    for path, row in reversed(list(tree.items())):
        times = (row["mtime"] * 10**9 + row["nanos"],) * 2
        if row["type"] == 3:
            os.symlink(row["target"], full(path))
            os.utime(full(path), ns=times, follow_symlinks=False)
        else:
            # Owners do not come back, so setuid, setgid and sticky bits of files do not either.
            os.chmod(full(path), row["mode"] if row["type"] == 2 else row["mode"] & 0o777)
            os.utime(full(path), ns=times)

# ---- Git.

def rebuild_repository(snapshot, links, target):
    """The chain of packs in order, then the refs exactly as they were."""
    state = {key: row["value"] for key, row in snapshot.table("state", "key", "alive").items()}
    below = lambda prefix: [(key[len(prefix) :], value) for key, value in state.items() if key.startswith(prefix)]
    need(state.get(b"git/format") in (b"sha1", b"sha256"), "the snapshot holds no git repository")
    safe = dict(os.environ, GIT_CONFIG_NOSYSTEM="1", GIT_CONFIG_GLOBAL=os.devnull)
    git = lambda *command, **options: run("git", "--git-dir", target, *command, env=safe, **options)
    git("init", "-q", "--bare", "--template=", "--object-format=" + state[b"git/format"].decode())
    for count, (_, value) in enumerate(below(b"git/link/")):
        path = os.path.join(links, "%06d.pack" % count)
        check_content(path, value[:32])
        with open(path, "rb") as file:
            git("index-pack", "--stdin", "--fix-thin", stdin=file)
    for name in [name for name, _ in below(b"git/ref/")] + [name for row in below(b"git/symref/") for name in row]:
        need(REF.fullmatch(name), "not the name of a ref: %r", name)
    refs = b"".join(b"%s %s\n" % (value.hex().encode(), name) for name, value in below(b"git/ref/"))
    with open(os.path.join(target, "packed-refs"), "wb") as file:
        file.write(b"# pack-refs with: sorted \n" + refs)
    if b"git/head" in state:
        with open(os.path.join(target, "HEAD"), "wb") as file:
            file.write(state[b"git/head"].replace(b"\n", b"") + b"\n")
    need(git("for-each-ref", "--format=%(objectname) %(refname)") == refs, "git does not see the refs of the snapshot")
    git("fsck", "--connectivity-only", "--no-dangling")
    for name, value in below(b"git/symref/"):
        git("symbolic-ref", "--", os.fsdecode(name), os.fsdecode(value))

# ---- Commands.

def snapshots(vault, series, stop_at=()):
    """Newest first; those that cannot be read, or were not made with the keys, are named and passed over."""
    found = (ROOT.fullmatch(key) for key in vault.keys("v1/roots/%s/@/" % series))
    for id in sorted((match[2] for match in found if match and match[1] == series), reverse=True):
        try:
            yield id, Snapshot(vault, series, id)
        except stop_at:
            raise
        except Problem as problem:
            print("passed over: %s" % problem, file=sys.stderr)
        except DAMAGE as problem:
            print("passed over: snapshot %s is damaged: %r" % (id, problem), file=sys.stderr)

def restore(vault, command, series, id, target):
    need(not os.path.lexists(target), "%s is there already", target)
    if id == "latest":
        # An open snapshot in a sealed series is none of its own.
        id = next((id for id, found in snapshots(vault, series, stop_at=Sealed) if found.header["status"] == "complete"), None)
        need(id, "series %s has no complete snapshot", series)
    need(ROOT.fullmatch("v1/roots/%s/@/%s" % (series, id)), "not the id of a snapshot: %r; `list` shows them", id)
    snapshot = Snapshot(vault, series, id)
    tree = snapshot.table("tree", "path", "type")
    if command == "git":
        tree = {path: row for path, row in tree.items() if path.startswith(b"git/packs/")}
    with tempfile.TemporaryDirectory(dir=os.path.dirname(os.path.abspath(target)), prefix=".holdfast-") as folder:
        built = os.path.join(folder, "built")
        os.mkdir(built)
        write_tree(snapshot, tree, built)
        if command == "git":
            links, built = os.path.join(built, "git", "packs"), os.path.join(folder, "repository")
            rebuild_repository(snapshot, links, built)
        os.rename(built, target)
    print("%s: snapshot %s of %s, %s" % (target, id, series, snapshot.header["status"]))

def main(identity, vault, command, *arguments):
    for program in ["zstd"] + (["age", "age-keygen"] if identity else []):
        need(shutil.which(program), "the program %s is missing", program)
    vault = Bucket(vault) if vault.startswith("s3://") else Folder(vault)
    vault.identities = read_identities(identity) if identity else {}
    need(not arguments or re.fullmatch(SERIES, arguments[0]), "not the name of a series: %r", arguments[:1])
    if command == "series":
        found = (ROOT.fullmatch(key) for key in vault.keys("v1/roots/"))
        names = sorted({match[1] for match in found if match})
        need(names, "no snapshots here: is this the folder, or bucket and prefix, of a vault?")
        print(*names, sep="\n")
    elif command == "list":
        shown = list(snapshots(vault, arguments[0]))
        need(shown, "series %s has no snapshots here; `series` shows which have", arguments[0])
        for id, found in shown:
            refs = [found.header["context"].get("ref", ""), *found.header["labels"]]
            print(id, found.header["status"], json.dumps(found.header["counts"]), *refs)
    else:
        restore(vault, command, *arguments)

if __name__ == "__main__":
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False, usage=__doc__)
    parser.add_argument("--identity")
    options, words = parser.parse_known_args()
    if len(words) < 2 or {"series": 2, "list": 3, "restore": 5, "git": 5}.get(words[1]) != len(words):
        sys.exit(__doc__)
    try:
        main(options.identity, *words)
    except Problem as problem:
        sys.exit("holdfast-recover: %s" % problem)
    except (*DAMAGE, OSError) as problem:
        sys.exit("holdfast-recover: the snapshot is damaged or cannot be written: %r" % problem)
