"""The tree in the database: its head, its entries, its tiles, and what waits to become an entry."""

from __future__ import annotations

from django.db import models


class Head(models.Model):
    """The one locked row by which entries are put in order.

    `size` entries are in the tree; they hold every release up to `released`. `checkpoint` is the signed head over them. `published`
    entries, and the releases up to `published_release`, are in the public folder: nobody reads further.
    """

    size = models.BigIntegerField(default=0)
    released = models.BigIntegerField(default=0)
    checkpoint = models.TextField(blank=True, default="")
    published = models.BigIntegerField(default=0)
    published_release = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="one_head_of_the_public_log"),
            models.CheckConstraint(
                condition=models.Q(published__lte=models.F("size"), published_release__lte=models.F("released")),
                name="nothing_published_before_it_is_in",
            ),
        ]


class Entry(models.Model):
    """One entry, at its index in the tree from 0 on: the exact bytes that were hashed. Append-only. `release`: the position it is of."""

    id = models.BigIntegerField(primary_key=True)
    data = models.BinaryField()
    release = models.BigIntegerField(null=True, unique=True)


class Tile(models.Model):
    """Up to 256 hashes of the tree (C2SP tlog-tiles); a partial one grows."""

    level = models.SmallIntegerField()
    number = models.BigIntegerField()
    hashes = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["level", "number"], name="one_tile_a_place")]


class Waiting(models.Model):
    """What was handed in and is no release: it becomes the next entry that is no release, in the order of the rows.

    `seal` covers it, with a key that is not in the database: what was put here by SQL becomes no entry.
    """

    data = models.BinaryField()
    seal = models.CharField(max_length=64, default="")


class ApproverKey(models.Model):
    """A public key with which an approver may sign. The log names it by its fingerprint, and does not say whose it is.

    `entry`: the index of the entry that introduced it; None until there is one. Once removed it never comes back.
    """

    fingerprint = models.CharField(max_length=64, primary_key=True)
    public = models.TextField()
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)
    entry = models.BigIntegerField(null=True)


class LoggedApproval(models.Model):
    """Which entry holds a signed approval, by the SHA-256 of what was signed with it."""

    signature = models.CharField(max_length=64, primary_key=True)
    entry = models.BigIntegerField()


class Rotation(models.Model):
    """The log's key was changed: entry `entry` says so, and `checkpoint` is a head over it that the old key and the new one signed."""

    old = models.CharField(max_length=300, unique=True)
    new = models.CharField(max_length=300, unique=True)
    entry = models.BigIntegerField()
    checkpoint = models.TextField()


class Cosignature(models.Model):
    """What a witness (by its key) put under the head of `size` entries: its line below the note."""

    witness = models.CharField(max_length=300)
    size = models.BigIntegerField()
    line = models.TextField()
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["witness", "size"], name="cosignatures_of_a_witness")]
