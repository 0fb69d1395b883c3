"""The ways to send, by name. Another one (SMS, Zalo, web push) is one more class and one more line here."""

from __future__ import annotations

from typing import Final

from caunoi.ground.outbox.letters import Channel
from caunoi.ground.outbox.mail import Email

CHANNELS: Final[dict[str, type[Channel]]] = {"email": Email}
