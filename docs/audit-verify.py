#!/usr/bin/env python3
"""Verifies an audit log by docs/audit-format.md: audit-verify.py DIR [--key FILE] [--copy FILE]...
or an export of one, unpacked: audit-verify.py --export DIR [--key FILE]
Exit codes: 0 it holds, 1 it does not, 2 usage."""
import argparse, base64, hashlib, json, pathlib, re, sys

NONE = "0" * 64
sha = lambda b: hashlib.sha256(b).digest()

# Ed25519 (RFC 8032, section 5.1), points as (X, Y, Z, T) with x = X/Z, y = Y/Z, xy = T/Z.
P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P

def add(p, q):
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P
    c, d = 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P

def times(n, p):
    r = (0, 1, 1, 0)
    while n:
        r = add(r, p) if n & 1 else r
        p, n = add(p, p), n >> 1
    return r

def point(b):
    n = int.from_bytes(b, "little")
    y, sign = n & (2**255 - 1), n >> 255
    x2 = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(x2, (P + 3) // 8, P)
    if (x * x - x2) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    if y >= P or (x * x - x2) % P or (x == 0 and sign):
        raise ValueError("no point of the curve")
    x = P - x if x & 1 != sign else x
    return x, y, 1, x * y % P

BASE = point((4 * pow(5, -1, P) % P).to_bytes(32, "little"))

def signed(key, message, signature):
    r, s = signature[:32], int.from_bytes(signature[32:], "little")
    if len(signature) != 64 or s >= L:
        return False
    h = int.from_bytes(hashlib.sha512(r + key + message).digest(), "little") % L
    a, b = times(s, BASE), add(point(r), times(h, point(key)))
    return (a[0] * b[2] - b[0] * a[2]) % P == 0 and (a[1] * b[2] - b[1] * a[2]) % P == 0

def canonical(value):
    if isinstance(value, dict):
        names = sorted(value, key=lambda n: n.encode("utf-16-be"))
        return "{" + ",".join(canonical(n) + ":" + canonical(value[n]) for n in names) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(canonical, value)) + "]"
    if isinstance(value, int) and abs(value) >= 2**53 or value is None or isinstance(value, float):
        raise ValueError("a value that is no part of the format")
    return json.dumps(value, ensure_ascii=False)

def parse(line):
    value = json.loads(line.decode("utf-8"))
    if not isinstance(value, dict) or canonical(value).encode("utf-8") != line:
        raise ValueError("not a JSON object in canonical form")
    if value["v"] != 1:
        raise ValueError("another version")
    return value

def without(value, name):
    return canonical({k: v for k, v in value.items() if k != name}).encode("utf-8")

class Tree:
    def __init__(self):
        self.size, self.peaks = 0, []
    def add(self, line):
        h, s = sha(b"\0" + line), self.size
        while s & 1:
            h, s = sha(b"\1" + self.peaks.pop() + h), s >> 1
        self.peaks.append(h)
        self.size += 1

def root(peaks):
    if not peaks:
        return sha(b"").hex()
    h = peaks[-1]
    for peak in reversed(peaks[:-1]):
        h = sha(b"\1" + peak + h)
    return h.hex()

def lines(file, notes):
    """Yields the number and bytes of each whole line; ValueErrors get the place."""
    for number, line in enumerate(open(file, "rb"), 1):
        if not line.endswith(b"\n"):
            notes.append(f"{file.name} ends in {len(line)} bytes of an unfinished line")
        else:
            yield number, line[:-1]

def check(good, what):
    if not good:
        raise ValueError(what)

MEMBERS = set("action details entity environment hash id machine outcome portal prev reason scenario seq session time"
              " user v writer".split())
STATED = set("v type number time segment entries bytes closes root peaks reason prev key kept signature".split())

def reader(key_file):
    """Returns what reads a checkpoint's line and checks all that can be seen in it alone."""
    pems = re.findall("-----BEGIN PUBLIC KEY-----(.*?)-----END PUBLIC KEY-----", key_file.read_text(), re.S)
    ders = [base64.b64decode(pem) for pem in pems]
    keys = {sha(der)[:8].hex(): der[-32:] for der in ders}  # RFC 8410: the key is the last 32 bytes
    def checkpoint(line):
        c = parse(line)
        check(set(c) == STATED, "not the members of a checkpoint")
        check(c["key"] in keys, "signed with another key")
        check(signed(keys[c["key"]], without(c, "signature"), bytes.fromhex(c["signature"])), "wrong signature")
        peaks = [bytes.fromhex(p) for p in c["peaks"]]
        check(len(peaks) == bin(c["entries"]).count("1") and root(peaks) == c["root"], "peaks do not make the root")
        return c
    return checkpoint

def entry(e):
    check(set(e) == MEMBERS, "not the members of an entry")
    check(sha(bytes.fromhex(e["prev"]) + without(e, "hash")).hex() == e["hash"], "wrong hash")

def climb(leaf, index, size, path):
    """RFC 9162, section 2.1.3.2: the root that a leaf and its audit path lead to."""
    check(0 <= index < size, "no such leaf")
    at, last, h = index, size - 1, leaf
    for p in map(bytes.fromhex, path):
        check(last > 0, "a proof that is too long")
        if at & 1 or at == last:
            h = sha(b"\1" + p + h)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            h = sha(b"\1" + h + p)
        at, last = at >> 1, last >> 1
    check(last == 0, "a proof that is too short")
    return h.hex()

def verify_export(folder, key_file, notes):
    place = "manifest.json"
    try:
        manifest = json.loads((folder / place).read_text())
        for name, found in manifest["sha256"].items():
            place = name
            check(hashlib.sha256((folder / name).read_bytes()).hexdigest() == found, "not what the manifest says")
        checkpoint, numbered, key, prev = reader(key_file), {}, None, NONE
        for number, line in lines(folder / "audit/checkpoints.jsonl", notes):
            place = f"audit/checkpoints.jsonl:{number}"
            c = checkpoint(line)
            check(c["number"] == number and c["prev"] == prev, "not chained to the checkpoint before")
            check(key in (None, c["key"]), "signed with a key that the one before did not name")
            key, prev = c["reason"] if c["type"] == "key" else c["key"], sha(line).hex()
            numbered[number] = c
        total = 0
        for number, line in lines(folder / "audit/entries.jsonl", notes):
            place = f"audit/entries.jsonl:{number}"
            proven = json.loads(line)
            e, c = proven["entry"], numbered[proven["checkpoint"]]
            entry(e)
            check(c["type"] == "checkpoint" and (c["segment"], c["entries"]) == (proven["segment"], proven["entries"]),
                  "its checkpoint states something else")
            leaf = sha(b"\0" + canonical(e).encode("utf-8"))
            check(climb(leaf, proven["index"], c["entries"], proven["path"]) == c["root"], "its proof does not lead to the root")
            check(e["entity"] == manifest["entity"], "an entry of another entity")
            total += 1
        place = "manifest.json"
        check(total == manifest["entries"], "another number of entries")
    except (ValueError, KeyError, TypeError, AttributeError, OSError) as e:
        return f"{place}: {e}", 0
    return None, total

def verify(folder, key_file, copies, notes):
    checkpoint = reader(key_file)
    sizes, removed, hashes, prev, last, place, key = {}, set(), {}, NONE, None, "", None
    try:
        file = folder / "checkpoints.jsonl"
        for number, line in lines(file, notes) if file.exists() else ():
            place = f"{file.name}:{number}"
            c = checkpoint(line)
            check(c["number"] == number and c["prev"] == prev, "not chained to the checkpoint before")
            check(key in (None, c["key"]), "signed with a key that the one before did not name")
            key = c["reason"] if c["type"] == "key" else c["key"]
            prev = hashes[number] = sha(line).hex()
            if c["type"] == "removal":
                removed.add(c["segment"])
            if c["type"] in ("removal", "key"):
                continue
            check(c["type"] == "checkpoint", "no type of checkpoint")
            check(last is None or (c["segment"] > last["segment"] if last["closes"] else
                  c["segment"] == last["segment"] and c["entries"] > last["entries"] - c["closes"]), "out of order")
            sizes.setdefault(c["segment"], []).append(c)
            last = c
        months = sorted(f.stem for f in folder.iterdir() if re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])\.jsonl", f.name))
        for month in sizes:
            place = month + ".jsonl"
            check(month in months or month in removed, "not there")
        total = unsigned = 0
        for month in months:
            file, tree, chains, size = folder / f"{month}.jsonl", Tree(), {}, 0
            stated = {}
            for c in sizes.get(month, []):
                stated.setdefault(c["entries"], []).append(c)
            def compare():
                for c in stated.pop(tree.size, []):
                    check(root(tree.peaks) == c["root"] and size == c["bytes"],
                          f"entries are not those that checkpoint {c['number']} signed")
            place = file.name
            compare()
            for number, line in lines(file, notes):
                place = f"{file.name}:{number}"
                e = parse(line)
                entry(e)
                check((e["seq"], e["prev"]) == chains.get(e["writer"], (1, NONE)), "not its writer's next entry")
                chains[e["writer"]] = (e["seq"] + 1, e["hash"])
                tree.add(line)
                size += len(line) + 1
                compare()
            covered = sizes[month][-1] if month in sizes else {"entries": 0, "closes": False}
            check(not stated, "ends too early")
            check(covered["closes"] or month == months[-1], "never closed")
            check(not covered["closes"] or tree.size == covered["entries"], "goes on after it was closed")
            total, unsigned = total + tree.size, unsigned + tree.size - covered["entries"]
        for file in copies:
            for number, line in lines(file, notes):
                place = f"{file}:{number}"
                c = checkpoint(line)
                check(hashes.get(c["number"]) == sha(line).hex(), "the log does not have this checkpoint")
    except (ValueError, KeyError, TypeError, AttributeError) as e:
        return f"{place}: {e}", 0
    if unsigned:
        notes.append(f"{unsigned} entries are not signed yet")
    return None, total

if __name__ == "__main__":
    options = argparse.ArgumentParser()
    options.add_argument("dir", type=pathlib.Path)
    options.add_argument("--export", action="store_true")
    options.add_argument("--key", type=pathlib.Path)
    options.add_argument("--copy", type=pathlib.Path, action="append", default=[])
    given, notes = options.parse_args(), []
    if given.export:
        bad, entries = verify_export(given.dir, given.key or given.dir / "audit/public-key.pem", notes)
    else:
        bad, entries = verify(given.dir, given.key or given.dir / "public-key.pem", given.copy, notes)
    print(bad or f"holds: {entries} entries")
    for note in notes:
        print("note:", note)
    sys.exit(1 if bad else 0)
