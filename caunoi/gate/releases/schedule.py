"""What is due by the clock: versions approved for a date, and records that expire."""

from __future__ import annotations

import logging
from datetime import datetime

from django.apps import apps
from django.db import transaction
from wagtail.models import Revision

from caunoi.gate.releases import kinds
from caunoi.ground.refused import Refused

logger = logging.getLogger("caunoi.worker")


def due(*, at: datetime) -> int:
    """Release what is due and withdraw what has expired, each in a transaction of its own. Returns how many.

    What the gate refuses is taken off the schedule, so that it is reported once, and stays a draft.
    """
    count = 0
    for kind in kinds.every():
        model = apps.get_model(kind.model)
        for obj in model._default_manager.filter(live=True, expire_at__lt=at):
            try:
                obj.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
            except Refused as refused:
                logger.error("Không gỡ được “%s” theo lịch: %s", obj, refused.reason)
                model._default_manager.filter(pk=obj.pk).update(expire_at=None)
            count += 1
    for revision in Revision.objects.filter(approved_go_live_at__lte=at).order_by("approved_go_live_at"):
        try:
            with transaction.atomic():
                revision.publish(log_action="wagtail.publish.scheduled")
        except Refused as refused:
            logger.error("Không phát hành được “%s” theo lịch: %s", revision.object_str, refused.reason)
            Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=None)
        count += 1
    return count
