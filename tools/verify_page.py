#!/usr/bin/env python3
"""Is a page what its portal released? One file, Python 3.9 or newer, nothing but the standard library.

    python3 verify_page.py URL [SAVED_FILE]

Independent of Cầu Nối: written from the specifications (RFC 6962, RFC 8032, FIPS 186-5, WebAuthn, C2SP signed-note, tlog-checkpoint,
tlog-tiles) and docs/public-log.md, sharing no line with `caunoi verify`, so that each is a test of the other. It believes the key that
the portal shows at /.well-known/caunoi/log/vkey unless CAUNOI_VKEY says another. Exit status 0: genuine; 3: not; 4: nothing could be
fetched.
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


# ── ECDSA on P-256 and RSA, verification only (FIPS 186-5, RFC 8017), and the keys in DER ──

N = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
FIELD = 2**256 - 2**224 + 2**192 + 2**96 - 1
B = 0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B
G = (
    0x6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296,
    0x4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5,
)
P256_DER = bytes.fromhex("3059301306072a8648ce3d020106082a8648ce3d03010703420004")
ED25519_DER = bytes.fromhex("302a300506032b6570032100")
RSA_OID = bytes.fromhex("06092a864886f70d0101010500")
SHA256_DER = bytes.fromhex("3031300d060960864801650304020105000420")


def plus(a, b):
    """Two points of P-256; None is the one at infinity."""
    if a is None or b is None:
        return a or b
    if a[0] == b[0]:
        if (a[1] + b[1]) % FIELD == 0:
            return None
        slope = 3 * (a[0] * a[0] - 1) * pow(2 * a[1], -1, FIELD)
    else:
        slope = (b[1] - a[1]) * pow(b[0] - a[0], -1, FIELD)
    x = (slope * slope - a[0] - b[0]) % FIELD
    return x, (slope * (a[0] - x) - a[1]) % FIELD


def many(n, point):
    found = None
    while n:
        if n & 1:
            found = plus(found, point)
        point, n = plus(point, point), n >> 1
    return found


def parts_of(der):
    """What stands in a DER element: [(tag, content)]."""
    found, at = [], 0
    while at < len(der):
        tag, length, at = der[at], der[at + 1], at + 2
        if length & 0x80:
            size = length & 0x7F
            length, at = int.from_bytes(der[at : at + size], "big"), at + size
        if at + length > len(der):
            raise ValueError("not DER")
        found.append((tag, der[at : at + length]))
        at += length
    return found


def key_signed(der, message, signature):
    """Whether the holder of this public key signed the message."""
    digest = hashlib.sha256(message).digest()
    if der.startswith(ED25519_DER):
        return signed(der[len(ED25519_DER) :], message, signature)
    if der.startswith(P256_DER):
        x, y = (int.from_bytes(der[len(P256_DER) :][at : at + 32], "big") for at in (0, 32))
        if len(der) != len(P256_DER) + 64 or (y * y - x * x * x + 3 * x - B) % FIELD:
            return False
        r, s = (int.from_bytes(part, "big") for _, part in parts_of(parts_of(signature)[0][1]))
        if not (0 < r < N and 0 < s < N):
            return False
        w = pow(s, -1, N)
        point = plus(many(int.from_bytes(digest, "big") * w % N, G), many(r * w % N, (x, y)))
        return point is not None and point[0] % N == r
    if RSA_OID in der[:40]:
        n, e = (
            int.from_bytes(part, "big") for _, part in parts_of(parts_of(parts_of(parts_of(der)[0][1])[1][1][1:])[0][1])
        )
        size = (n.bit_length() + 7) // 8
        padded = b"\x00\x01" + b"\xff" * (size - 3 - len(SHA256_DER) - 32) + b"\x00" + SHA256_DER + digest
        return len(signature) == size and pow(int.from_bytes(signature, "big"), e, n).to_bytes(size, "big") == padded
    return False


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


def proved(tree, index, root):
    """An entry that is in the tree."""
    if not (isinstance(index, int) and 0 <= index < tree.size):
        raise No("the log has no such entry")
    entry = tree.entry(index)
    if tree.root(index, hashlib.sha256(b"\x00" + entry).digest(), 0, tree.size) != root:
        raise No("the entry is not in the signed tree")
    return json.loads(entry)


def approver_of(said, index, tree, root, origin):
    """The fingerprint of the key that signed the approval (WebAuthn), or nothing. Raises No when what is named does not prove it."""
    if "approval" not in said and "approver_key" not in said:
        return ""
    given = proved(tree, said.get("approval"), root)
    key = proved(tree, given.get("key_entry"), root)
    if not given["key_entry"] < said["approval"] < index or given["type"] != "approval":
        raise No("the approver's signature is not in the log before the page")
    if [key.get(name) for name in ("type", "use", "change")] != ["key", "approval", "added"]:
        raise No("the approver's key was not introduced")
    public, client = base64.b64decode(key["key"]), base64.b64decode(given["client"])
    data, signature = base64.b64decode(given["authenticator"]), base64.b64decode(given["signature"])
    if not hashlib.sha256(public).hexdigest() == given["key"] == said["approver_key"]:
        raise No("the approval names another key")
    if given["content"] != said["content"] or (given["act"] == "emergency") != bool(said.get("emergency")):
        raise No("the approver signed another content")
    statement = f"caunoi approval v1\n{origin}\n{given['act']}\n{given['content']}\n{given['asked']}\n"
    challenge = base64.urlsafe_b64encode(hashlib.sha256(statement.encode()).digest()).decode().rstrip("=")
    told = json.loads(client)
    if (told["type"], told["challenge"]) != ("webauthn.get", challenge) or told.get("crossOrigin") or not data[32] & 1:
        raise No("the approver signed something else")
    if not key_signed(public, data + hashlib.sha256(client).digest(), signature):
        raise No("the approver's key did not sign this")
    return given["key"]


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
    said = proved(tree, index, root)
    if (said.get("host"), said.get("path")) != (host, path):
        raise No("the portal points to the entry of another address")
    if said["type"] != {200: "release", 410: "withdrawal", 301: "move"}.get(status):
        raise No(f"the server answers {status}, the log says “{said['type']}”")
    if said["type"] == "move":
        if urllib.parse.urlsplit(location).path != said["target"]:
            raise No("the server leads elsewhere than the log says")
    elif hashlib.sha256(data).hexdigest() != said["sha256"]:
        raise No(f"these are not the bytes released at {said['at']}")
    said["signer"] = approver_of(said, index, tree, root, name)
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
    signer = f", approval signed by the key {said['signer'][:16]}" if said["signer"] else ""
    print(f"ĐÚNG / GENUINE: {said['type']}, {said['at']}, entry {index} of {size}{signer}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
