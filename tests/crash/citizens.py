"""Citizens who send the last step of the filing form, the very same form again and again until it leads to a receipt."""

from __future__ import annotations

import http.client
import threading
import time
from dataclasses import dataclass

from tests.crash.desk import PATIENCE, Stuck
from tests.crash.killing import Progress

FORM = "/gui-y-kien/"
RECEIPT = "/theo-doi/bien-nhan/?b="


@dataclass(frozen=True)
class Acknowledged:
    """A form that led to a receipt: the nonce of its token, the ticket to the receipt, when it was sent last (Unix time), how many times."""

    nonce: str
    ticket: str
    last_sent: float
    times: int


class Citizens:
    """So many at once. A form is "address body", as `bench.intake.prepared` makes them.

    `broken` counts requests whose answer never came: what they did is unknown. `failed` counts answers that blamed the server.
    """

    def __init__(self, port: int, forms: list[tuple[str, str]], *, at_once: int, progress: Progress) -> None:
        self._port, self._at_once, self._progress = port, at_once, progress
        self._waiting = iter(enumerate(forms, 1))
        self._lock = threading.Lock()
        self._wrong: list[BaseException] = []
        self.acknowledged: list[Acknowledged] = []
        self.broken = self.failed = 0

    def send_all(self) -> None:
        """Until every form led to its receipt. Raises what stopped one of them."""
        threads = [threading.Thread(target=self._one_after_another) for _ in range(self._at_once)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        if self._wrong:
            raise self._wrong[0]

    def _one_after_another(self) -> None:
        try:
            while (taken := self._next()) is not None:
                number, form, nonce = taken
                self._progress.begin(number)
                done = self._persist(form, nonce)
                with self._lock:
                    self.acknowledged.append(done)
        except BaseException as error:
            self._wrong.append(error)

    def _next(self) -> tuple[int, str, str] | None:
        with self._lock:
            number, (form, nonce) = next(self._waiting, (0, ("", "")))
        return (number, form, nonce) if number and not self._wrong else None

    def _persist(self, form: str, nonce: str) -> Acknowledged:
        deadline, last, times = time.monotonic() + PATIENCE, "", 0
        while time.monotonic() < deadline:
            sent = time.time()
            try:
                status, to = self._post(form)
            except ConnectionRefusedError:
                time.sleep(0.02)
                continue
            except (OSError, http.client.HTTPException) as reason:
                times, last = times + 1, repr(reason)
                with self._lock:
                    self.broken += 1
                continue
            times, last = times + 1, f"{status} {to}"
            if status == 303 and to.startswith(RECEIPT):
                return Acknowledged(nonce, to.removeprefix(RECEIPT), sent, times)
            if status < 500:
                raise Stuck(f"{nonce}: {last}")
            with self._lock:
                self.failed += 1
            time.sleep(0.02)
        raise Stuck(f"{nonce}: {last or 'nobody listens'}")

    def _post(self, form: str) -> tuple[int, str]:
        address, body = form.split(" ", 1)
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=30)
        headers = {"Content-Type": "application/x-www-form-urlencoded", "X-Forwarded-For": address}
        try:
            connection.request("POST", FORM, body, headers)
            with connection.getresponse() as answer:
                answer.read()
                return answer.status, answer.headers.get("Location") or ""
        finally:
            connection.close()
