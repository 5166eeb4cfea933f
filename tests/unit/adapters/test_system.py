"""Clocks, ids, tokens, seals and field encryption."""

import hmac
from datetime import UTC, datetime, timedelta

import pytest
from cryptography.exceptions import InvalidTag
from hypothesis import given
from hypothesis import strategies as st

from adapters.system.clock import PARIS, FastCalendar, SystemClock
from adapters.system.encryption import AesGcmCipher
from adapters.system.ids import UuidV7
from adapters.system.passwords import Argon2Passwords
from adapters.system.tokens import HmacIdentities, HmacSealer, SecretTokens

FRIDAY_AFTERNOON = datetime(2026, 11, 27, 17, 0, tzinfo=PARIS)


def test_business_time_skips_the_night_and_the_weekend() -> None:
    start = datetime(2026, 11, 27, 12, 0, tzinfo=UTC)
    calendar = FastCalendar(start, FRIDAY_AFTERNOON, 60.0)
    assert calendar.at(start) == FRIDAY_AFTERNOON
    assert calendar.at(start + timedelta(seconds=30)).astimezone(PARIS).hour == 17
    monday = calendar.at(start + timedelta(seconds=105)).astimezone(PARIS)
    assert (monday.date().isoformat(), monday.hour, monday.minute) == ("2026-11-30", 8, 15)


def test_business_time_survives_being_written_down() -> None:
    calendar = FastCalendar(datetime(2026, 11, 27, 12, 0, tzinfo=UTC), FRIDAY_AFTERNOON, 360.0)
    again = FastCalendar.parse(str(calendar))
    later = calendar.real_start + timedelta(hours=3)
    assert again.at(later) == calendar.at(later)


@given(st.lists(st.integers(0, 10**6), min_size=2, max_size=20))
def test_business_time_never_goes_back_and_stays_in_working_hours(seconds: list[int]) -> None:
    start = datetime(2026, 3, 27, 12, 0, tzinfo=UTC)
    calendar = FastCalendar(start, datetime(2026, 3, 27, 17, 0, tzinfo=UTC), 360.0)
    instants = [calendar.at(start + timedelta(seconds=one)) for one in sorted(seconds)]
    assert instants == sorted(instants)
    for instant in instants:
        local = instant.astimezone(PARIS)
        assert local.weekday() < 5
        assert (8, 15) <= (local.hour, local.minute) <= (18, 45)


def test_real_time_has_whole_milliseconds() -> None:
    assert SystemClock().now().microsecond % 1000 == 0
    assert SystemClock().now().tzinfo is UTC


def test_ids_are_version_7_and_ascend() -> None:
    new_id = UuidV7()
    ids = [new_id() for _ in range(5_000)]
    assert ids == sorted(ids)
    assert len(set(ids)) == len(ids)
    assert all(one[14] == "7" and one[19] in "89ab" for one in ids)


def test_a_token_is_long_and_its_digest_does_not_give_it_away() -> None:
    tokens = SecretTokens()
    token = tokens.new()
    assert len(token) >= 43
    assert token not in tokens.digest(token)
    assert tokens.digest(token) == tokens.digest(token)


def test_a_sealed_token_opens_only_as_it_was_made() -> None:
    sealer = HmacSealer(b"k" * 32)
    token = sealer.seal("objection", "w", "p é")
    assert sealer.open("objection", token) == ("w", "p é")
    assert sealer.open("notice", token) is None
    assert HmacSealer(b"j" * 32).open("objection", token) is None


@given(st.text(max_size=200))
def test_no_made_up_token_opens(text: str) -> None:
    assert HmacSealer(b"k" * 32).open("objection", text) is None


def test_an_identity_hashes_differently_in_each_workspace() -> None:
    identities = HmacIdentities(b"k" * 32)
    assert identities.hash("a", "email", "x@y.example") != identities.hash(
        "b", "email", "x@y.example"
    )
    assert identities.hash("a", "bc", "d") != identities.hash("ab", "c", "d")
    assert identities.key_of("a") != identities.key_of("b")


@pytest.mark.obligation(122, 124)
def test_an_identity_is_still_found_under_the_hash_of_before_workspaces_had_keys() -> None:
    before = hmac.digest(b"k" * 32, b"a\x1femail\x1fx@y.example", "sha256").hex()
    now, *earlier = HmacIdentities(b"k" * 32).hashes("a", "email", "x@y.example")
    assert earlier == [before]
    assert now == HmacIdentities(b"k" * 32).hash("a", "email", "x@y.example")


def test_a_ciphertext_moved_elsewhere_is_refused() -> None:
    cipher = AesGcmCipher({"1": b"k" * 32}, "1")
    sealed = cipher.encrypt("secret", place="senders|w|s|token")
    assert "secret" not in sealed
    assert cipher.decrypt(sealed, place="senders|w|s|token") == "secret"
    with pytest.raises(InvalidTag):
        cipher.decrypt(sealed, place="senders|other|s|token")


def test_an_older_key_still_opens() -> None:
    old = AesGcmCipher({"1": b"a" * 32}, "1").encrypt("secret", place="p")
    both = AesGcmCipher({"1": b"a" * 32, "2": b"b" * 32}, "2")
    assert both.decrypt(old, place="p") == "secret"
    assert both.encrypt("secret", place="p").startswith("2.")


async def test_a_password_matches_its_own_hash_alone() -> None:
    passwords = Argon2Passwords()
    hashed = await passwords.hash("un mot de passe assez long")
    assert hashed.startswith("$argon2id$")
    assert await passwords.matches("un mot de passe assez long", hashed)
    assert not await passwords.matches("un mot de passe assez court", hashed)
    assert not await passwords.matches("un mot de passe assez long", None)
