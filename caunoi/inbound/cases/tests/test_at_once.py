"""Many who file at the same moment: each is one case, and one form sent several times is one as well."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import connection
from django.utils import timezone

from caunoi.ground.outbox.models import Message
from caunoi.ground.writing import put
from caunoi.inbound.cases.filing import Filed
from caunoi.inbound.cases.models import Case, Consent
from caunoi.inbound.cases.submission import PURPOSES
from tests.agencies import Agencies

THREADS, EACH = 6, 4


def together(act: Callable[[int], Filed]) -> list[Filed]:
    """What `act` gives in several threads that begin at once; each is called `EACH` times."""
    gate, found, wrong = threading.Barrier(THREADS), list[Filed](), list[BaseException]()

    def run(number: int) -> None:
        gate.wait()
        try:
            found.extend(act(number * EACH + n) for n in range(EACH))
        except BaseException as error:
            wrong.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if wrong:
        raise wrong[0]
    return found


@pytest.mark.django_db(transaction=True)
def test_all_who_file_at_once_have_a_case_of_their_own(agencies: Agencies) -> None:
    filed = together(lambda number: agencies.filed(nonce=f"person {number}"))
    assert len({one.case.code for one in filed}) == Case.objects.count() == Message.objects.count() == THREADS * EACH
    assert not any(one.again for one in filed)


@pytest.mark.django_db(transaction=True)
def test_one_form_sent_by_many_hands_at_once_is_one_case_for_all(agencies: Agencies) -> None:
    filed = together(lambda number: agencies.filed(nonce="impatient"))
    assert Case.objects.count() == Message.objects.count() == 1
    assert len({(one.case.pk, one.secret, one.salt, one.signature) for one in filed}) == 1
    assert sum(not one.again for one in filed) == 1


@pytest.mark.django_db
def test_a_row_that_is_put_is_the_row_that_would_be_saved(agencies: Agencies) -> None:
    case, at = agencies.filed().case, timezone.now()
    row = Consent(case=case, purpose="handle", given=True, words=PURPOSES["handle"], at=at)
    put(row)
    kept = Consent.objects.get(pk=row.pk)
    assert (kept.case, kept.purpose, kept.given, kept.words, kept.at) == (case, "handle", True, PURPOSES["handle"], at)
    row.given = False
    row.save()  # it is known to be there: no second row
    assert Consent.objects.filter(case=case, purpose="handle", at=at).get().given is False
