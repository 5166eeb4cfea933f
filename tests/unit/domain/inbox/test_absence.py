"""The date in an absence note, and when the sequence goes on."""

from datetime import date

import pytest

from domain.inbox.model.absence import resume_on, return_date

ON = date(2026, 11, 23)  # a Monday


@pytest.mark.parametrize(
    ("text", "back"),
    [
        ("Je suis absent jusqu’au 5 décembre.", date(2026, 12, 6)),
        ("De retour le lundi 7 décembre 2026.", date(2026, 12, 7)),
        ("Absente du 23 au 30/11, merci.", date(2026, 12, 1)),
        ("Retour prévu le 07/12/2026", date(2026, 12, 7)),
        ("I am out of the office until December 5.", date(2026, 12, 6)),
        ("I will be back on Monday, 7 December.", date(2026, 12, 7)),
        ("Returning 2026-12-09. OOO.", date(2026, 12, 9)),
        ("En congés jusqu'au 4 janvier", date(2027, 1, 5)),
        ("absent jusqu'à vendredi", date(2026, 11, 28)),
        ("Je serai de retour jeudi", date(2026, 11, 26)),
        ("OOO until 12/12.", date(2026, 12, 13)),
        ("Je suis absent. Merci.", None),
        ("jusqu'au 45/13", None),
    ],
)
def test_the_first_day_back_is_read(text: str, back: date | None) -> None:
    assert return_date(text, on=ON) == back


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("De retour le lundi 7 décembre 2026.", date(2026, 12, 8)),
        ("Absent jusqu'au 3 décembre", date(2026, 12, 7)),
        ("En congé maternité jusqu'au 15 mars 2027", date(2027, 1, 7)),
        ("Je suis absent.", date(2026, 11, 30)),
    ],
)
def test_the_sequence_resumes_one_working_day_later_and_within_45_days(
    text: str, day: date
) -> None:
    assert resume_on(text, on=ON) == day
