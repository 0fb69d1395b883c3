"""The pictures are the same for the same seed, differ for another, and stay light."""

from io import BytesIO

import pytest
from PIL import Image

from caunoi.demo.pictures import SUBJECTS, landscape, portrait


@pytest.mark.parametrize("subject", SUBJECTS)
def test_each_subject_is_painted_as_a_light_jpeg_of_its_size(subject: str) -> None:
    made = landscape(subject, 1)
    with Image.open(BytesIO(made)) as picture:
        assert (picture.format, picture.size) == ("JPEG", (1280, 853))
    assert len(made) < 160_000


def test_the_same_seed_paints_the_same_and_another_does_not() -> None:
    assert landscape("sea", 7, (320, 213)) == landscape("sea", 7, (320, 213))
    assert landscape("sea", 7, (320, 213)) != landscape("sea", 8, (320, 213))


def test_a_wide_banner_can_be_painted() -> None:
    with Image.open(BytesIO(landscape("digital", 1, (1280, 320)))) as picture:
        assert picture.size == (1280, 320)


def test_an_unknown_subject_is_refused() -> None:
    with pytest.raises(KeyError):
        landscape("casino", 1)


def test_portraits_differ_and_never_run_out() -> None:
    made = [portrait(n, (150, 200)) for n in (1, 2, 3, 16, 17, 40)]
    assert len(set(made)) == len(made)
