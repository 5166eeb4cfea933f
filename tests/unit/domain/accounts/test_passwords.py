"""What a password must be (security.md 3.5)."""

import pytest

from domain.accounts.model.password import password_fault

OWN = ("Atelier Nord", "Ada", "Martin", "ada", "atelier-nord.example")


@pytest.mark.parametrize(
    "password",
    [
        "correct horse battery staple",
        "les tomates volent bas le mardi",
        "Zq8#vL2!mX9@pR4",
        "密码密码很长的一个句子没有人会猜到它吧",
        " begins and ends with a space ",
        "🦊🐼🦁🐸🐙🦄🐝🐞🦋🐌🐢🐍🦎🐬🐳",
    ],
)
def test_long_and_unguessable_passwords_of_any_alphabet_are_welcome(password: str) -> None:
    assert password_fault(password, OWN) is None


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("", "password-too-short"),
        ("fourteen chars", "password-too-short"),
        ("x1y2z3" * 50, "password-too-long"),
        ("aaaaaaaaaaaaaaaaaaaa", "password-too-common"),
        ("abababababababab", "password-too-common"),
        ("passwordpassword", "password-too-common"),
        ("MotDePasse-2026!", "password-too-common"),
        ("azertyuiopqsdfghjklm", "password-too-common"),
        ("1234567890123456", "password-too-common"),
        ("AtelierNord-2026!!", "password-too-common"),
        ("Ada.Martin.Atelier", "password-too-common"),
        ("bizdevbizdev123456", "password-too-common"),
    ],
)
def test_short_common_and_own_words_are_refused(password: str, code: str) -> None:
    fault = password_fault(password, OWN)
    assert fault is not None
    assert (fault.pointer, fault.code) == ("/password", code)


def test_length_is_counted_after_composition() -> None:
    decomposed = "e\u0301" * 7 + "xyzwvut"  # 14 characters once composed
    fault = password_fault(decomposed, ())
    assert fault is not None
    assert fault.code == "password-too-short"
