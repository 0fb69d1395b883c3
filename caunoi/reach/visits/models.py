"""Visits added up: by address and day, by address and month, by section and day, by hour; and how far each file of lines was read."""

from __future__ import annotations

from django.db import models


class Address(models.Model):
    """An address that was ever read, so that each count of it is a few bytes."""

    host = models.CharField(max_length=120)
    path = models.CharField(max_length=400)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["host", "path"], name="one_address_counted_once")]

    def __str__(self) -> str:
        return self.path


class PageVisits(models.Model):
    """How often people read an address in a day, or in the month that begins on that day (so that a year is twelve rows and not 365)."""

    class Span(models.TextChoices):
        DAY = "d", "ngày"
        MONTH = "m", "tháng"

    address = models.ForeignKey(Address, on_delete=models.CASCADE, related_name="visits", db_index=False)
    span = models.CharField(max_length=1, choices=Span)
    on = models.DateField()
    people = models.PositiveIntegerField()

    class Meta:
        indexes = [models.Index(fields=["span", "on", "-people"], name="visits_most_read")]
        constraints = [models.UniqueConstraint(fields=["span", "on", "address"], name="one_count_an_address_and_span")]


class SectionVisits(models.Model):
    """How often people, and machines, read the pages of a section in a day."""

    host = models.CharField(max_length=120)
    section = models.CharField(max_length=80)
    on = models.DateField()
    people = models.PositiveIntegerField()
    machines = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["on", "host", "section"], name="one_count_a_section_and_day")]


class HourVisits(models.Model):
    """How often people, and machines, read anything in an hour of a day (Vietnam's time)."""

    host = models.CharField(max_length=120)
    on = models.DateField()
    hour = models.PositiveSmallIntegerField()
    people = models.PositiveIntegerField()
    machines = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["on", "host", "hour"], name="one_count_an_hour"),
            models.CheckConstraint(condition=models.Q(hour__lte=23), name="an_hour_of_the_day"),
        ]


class FileRead(models.Model):
    """How far a file of lines was read. It is known by its first line, not by its name: it may be renamed, copied or packed meanwhile."""

    first_line = models.CharField(max_length=64, primary_key=True)
    offset = models.BigIntegerField(default=0)
    at = models.DateTimeField()
