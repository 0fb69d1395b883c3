#!/usr/bin/env python3
"""Is a page what its portal released? One file, Python 3.9 or newer, nothing but the standard library.

    python3 verify_page.py URL [SAVED_FILE]

Independent of Cầu Nối: written from the specifications (RFC 6962, RFC 8032, C2SP signed-note, tlog-checkpoint, tlog-tiles) and
docs/public-log.md, sharing no line with `caunoi verify`, so that each is a test of the other. It believes the key that the portal shows
at /.well-known/caunoi/log/vkey unless CAUNOI_VKEY says another. Exit status 0: genuine; 3: not; 4: nothing could be fetched.
"""

import base64
import hashlib
import json
import os
import struct
import sys
import urllib.error
import urllib.parse
import urllib.request

# ── Ed25519, verification only (RFC 8032, section 6) ──

P = 2**255 - 19
Q = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
I = pow(2, (P - 1) // 4, P)  # noqa: E741


def add(a, b):
    e, f = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    g, h = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    e, f, g, h = f - e, h - g, h + g, f + e
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(n, point):
    found = (0, 1, 1, 0)
    while n:
        if n & 1:
            found = add(found, point)
        point, n = add(point, point), n >> 1
    return found


def point_of(data):
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & (1 << 255) - 1
    if y >= P:
        raise ValueError("not a point")
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * I % P
    if (x * x - square) % P or (x == 0 and sign):
        raise ValueError("not a point")
    if x & 1 != sign:
        x = P - x
    return x, y, 1, x * y % P


BASE = point_of((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def signed(public, message, signature):
    if len(public) != 32 or len(signature) != 64:
        return False
    try:
        a, r = point_of(public), point_of(signature[:32])
    except ValueError:
        return False
    s = int.from_bytes(signature[32:], "little")
    if s >= Q:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % Q
    left, right = times(s, BASE), add(r, times(h, a))
    return not ((left[0] * right[2] - right[0] * left[2]) % P or (left[1] * right[2] - right[1] * left[2]) % P)


# ── the log ──


class No(Exception):
    """It is not what the portal released. The text says why."""


class Unreachable(Exception):
    """Nothing can be said."""


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *arguments):
        return None


def get(url):
    """Status, bytes, where it leads."""
    asked = urllib.request.Request(url, headers={"Accept-Encoding": "identity"})
    try:
        with urllib.request.build_opener(_Stay).open(asked, timeout=20) as answer:
            return answer.status, answer.read(), ""
    except urllib.error.HTTPError as answer:
        with answer:
            return answer.code, answer.read(), answer.headers.get("Location", "")
    except (OSError, ValueError) as reason:
        raise Unreachable(f"{url}: {reason}") from reason


def head_of(note, vkey):
    """Name of the log, size, root: as this key signed them."""
    name, told, encoded = vkey.strip().split("+", 2)
    key = base64.b64decode(encoded)
    identity = hashlib.sha256(name.encode() + b"\n" + key).digest()[:4]
    if key[0] != 1 or told != identity.hex():
        raise No("the portal's key is no Ed25519 key of a log")
    text, _, below = note.decode().rpartition("\n\n")
    text += "\n"
    for line in below.splitlines():
        dash, signer, data = [*line.split(" "), "", ""][:3]
        if dash == "—" and signer == name and base64.b64decode(data)[:4] == identity:
            if not signed(key[1:], text.encode(), base64.b64decode(data)[4:]):
                break
            origin, size, root = text.split("\n")[:3]
            if origin == name:
                return name, int(size), base64.b64decode(root)
    raise No("the head of the log is not signed by the portal's key")


def number(n):
    digits = f"{n:0{-(-len(str(n)) // 3) * 3}}"
    groups = [digits[at : at + 3] for at in range(0, len(digits), 3)]
    return "/".join(["x" + one for one in groups[:-1]] + groups[-1:])


class Tree:
    def __init__(self, fetch, size):
        self.fetch, self.size, self.kept = fetch, size, {}

    def tile(self, kind, level, n):
        """A tile or, with kind "entries", a bundle: whole or as wide as it is in this tree."""
        at = "entries" if kind == "entries" else str(level)
        if (at, n) not in self.kept:
            width = min(256, (self.size >> 8 * level) - n * 256)
            whole = f"tile/{at}/{number(n)}"
            data = self.fetch(whole if width == 256 else f"{whole}.p/{width}")
            self.kept[at, n] = data if data is not None else self.fetch(whole)
            if self.kept[at, n] is None:
                raise No(f"the log does not serve {whole}")
        return self.kept[at, n]

    def entry(self, index):
        data, at = self.tile("entries", 0, index // 256), 0
        for _ in range(index % 256):
            at += 2 + struct.unpack_from(">H", data, at)[0]
        (length,) = struct.unpack_from(">H", data, at)
        return data[at + 2 : at + 2 + length]

    def root(self, index, leaf, begin, end):
        """MTH(D[begin:end]), with `leaf` as the hash of the leaf at `index` and everything else from the tiles."""
        count = end - begin
        inside = begin <= index < end
        if count == 1 and inside:
            return leaf
        if not inside and count & (count - 1) == 0:
            return self.complete(begin, count)
        k = 1 << (count - 1).bit_length() - 1
        left, right = self.root(index, leaf, begin, begin + k), self.root(index, leaf, begin + k, end)
        return hashlib.sha256(b"\x01" + left + right).digest()

    def complete(self, begin, count):
        level = (count.bit_length() - 1) // 8
        first = begin >> 8 * level
        tile = self.tile("tile", level, first // 256)
        hashes = [tile[at * 32 : at * 32 + 32] for at in range(first % 256, first % 256 + (count >> 8 * level))]
        while len(hashes) > 1:
            hashes = [hashlib.sha256(b"\x01" + hashes[n] + hashes[n + 1]).digest() for n in range(0, len(hashes), 2)]
        return hashes[0]


def verify(url, saved=None):
    """What the entry of this page says. Raises No, Unreachable."""
    parts = urllib.parse.urlsplit(url)
    prefix = f"{parts.scheme}://{parts.netloc}/.well-known/caunoi/log/"
    status, data, location = get(url.partition("#")[0]) if saved is None else (200, saved, "")

    def fetch(path):
        answered, found, _ = get(prefix + path)
        return found if answered == 200 else None

    vkey = os.environ.get("CAUNOI_VKEY") or (fetch("vkey") or b"").decode(errors="replace")
    note = fetch("checkpoint")
    if not vkey or note is None:
        raise No("this portal has no public log")
    name, size, root = head_of(note, vkey)
    host, path = name.partition("/")[0], urllib.parse.unquote(parts.path or "/")
    place = hashlib.sha256((host + path).encode()).hexdigest()
    told = (fetch(f"at/{place[:2]}/{place[2:]}") or b"").strip()
    if not told.isdigit() or int(told) >= size:
        raise No("the log has no entry for this address")
    index, tree = int(told), Tree(fetch, size)
    entry = tree.entry(index)
    if tree.root(index, hashlib.sha256(b"\x00" + entry).digest(), 0, size) != root:
        raise No("the entry is not in the signed tree")
    said = json.loads(entry)
    if (said.get("host"), said.get("path")) != (host, path):
        raise No("the portal points to the entry of another address")
    if said["type"] != {200: "release", 410: "withdrawal", 301: "move"}.get(status):
        raise No(f"the server answers {status}, the log says “{said['type']}”")
    if said["type"] == "move":
        if urllib.parse.urlsplit(location).path != said["target"]:
            raise No("the server leads elsewhere than the log says")
    elif hashlib.sha256(data).hexdigest() != said["sha256"]:
        raise No(f"these are not the bytes released at {said['at']}")
    return index, size, said


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    saved = None
    if len(sys.argv) == 3:
        with open(sys.argv[2], "rb") as file:
            saved = file.read()
    try:
        index, size, said = verify(sys.argv[1], saved)
    except No as reason:
        print(f"SAI / NOT GENUINE: {reason}")
        return 3
    except Unreachable as reason:
        print(f"CHƯA RÕ / UNKNOWN: {reason}")
        return 4
    except (ValueError, KeyError, IndexError, TypeError, struct.error) as reason:
        print(f"SAI / NOT GENUINE: the log is not well-formed ({reason})")
        return 3
    print(f"ĐÚNG / GENUINE: {said['type']}, {said['at']}, entry {index} of {size}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
