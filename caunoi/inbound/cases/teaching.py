"""What the office decided teaches the suggestions: once a day, when there are enough new decisions. Run by the worker."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.db import models

from caunoi.ground.refused import Refused
from caunoi.inbound.cases import rules, sealing
from caunoi.inbound.cases.models import Case
from caunoi.inbound.suggestions.actions import learn
from caunoi.inbound.suggestions.models import LearnedModel
from caunoi.inbound.suggestions.rules import ENOUGH_SAMPLES

logger = logging.getLogger("caunoi.worker")

AT_MOST = 5000  # the newest: what an agency was competent for years ago, another may be today
EVERY = timedelta(hours=20)
GROWTH = 1.05  # not anew for every single case


def teach(*, at: datetime) -> int:
    """Learn agency and topic from cases that ended where people decided they belong. Returns how many models were made."""
    made = 0
    for kind in LearnedModel.Kind:
        last = LearnedModel.objects.filter(kind=kind).order_by("-version").first()
        if last is not None and at - last.trained_at < EVERY:
            continue
        decided = _decided(kind)
        count = min(decided.count(), AT_MOST)
        if count < ENOUGH_SAMPLES or (last is not None and last.samples < AT_MOST and count < last.samples * GROWTH):
            continue
        newest = decided.order_by("-closed_at", "-pk")[:AT_MOST]
        samples = [
            (_words(case), str(case.agency_id) if kind == LearnedModel.Kind.AGENCY else case.topic) for case in newest
        ]
        try:
            learn(kind, samples, by=None, at=at)
        except Refused as refused:
            logger.info("%s: %s", kind.label, refused.reason)
            continue
        made += 1
    return made


def _decided(kind: str) -> models.QuerySet[Case]:
    cases = Case.objects.filter(state=rules.ANSWERED, agency__isnull=False, erased_at__isnull=True)
    return cases if kind == LearnedModel.Kind.AGENCY else cases.exclude(topic="")


def _words(case: Case) -> str:
    words = sealing.words_of(case)
    return f"{words['title']}\n{words['text']}"
