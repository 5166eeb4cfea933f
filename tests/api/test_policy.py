"""The published policy, for anybody."""

import hashlib

import httpx
import pytest


@pytest.mark.obligation(2)
async def test_anybody_can_read_the_policy_and_check_its_hash(
    anonymous: httpx.AsyncClient,
) -> None:
    answer = await anonymous.get("/api/v1/policy")
    assert answer.status_code == 200
    policy = answer.json()
    assert policy["hash"] == hashlib.sha256(policy["text"].encode()).hexdigest()
    assert policy["url"].endswith("/privacy")
    assert policy["published_on"] <= "2026-11-23"
    same = await anonymous.get("/api/v1/policy", params={"version": policy["version"]})
    assert same.json() == policy


async def test_a_version_never_published_is_not_found(anonymous: httpx.AsyncClient) -> None:
    answer = await anonymous.get("/api/v1/policy", params={"version": "1999-01"})
    assert answer.status_code == 404
    assert answer.json()["code"] == "document-not-found"


@pytest.mark.obligation(152)
async def test_an_english_reader_gets_the_translation_and_the_french_text_that_prevails(
    anonymous: httpx.AsyncClient,
) -> None:
    made = (await anonymous.get("/api/v1/policy")).json()["translation"]
    assert made["hash"] == hashlib.sha256(made["text"].encode()).hexdigest()
    english = (await anonymous.get("/privacy", params={"lang": "en"})).text
    assert "the French text prevails" in english
    assert english.index("The client is the controller") < english.index(
        "Le client est responsable"
    )
    french = (await anonymous.get("/privacy", params={"lang": "fr"})).text
    assert "the French text prevails" not in french
