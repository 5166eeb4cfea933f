"""The page of a person who was written to, in a browser without JavaScript."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from api.page_texts import say
from tests.e2e.conftest import SHOTS, Product, start_product, until


@pytest.fixture(scope="module")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """The example workspace, whose messages leave fast."""
    running = start_product(tmp_path_factory.mktemp("rights"), "--speed", "1000")
    yield running
    running.stop()


@dataclass(frozen=True)
class Reader:
    """Somebody's browser, with JavaScript off."""

    page: Page
    language: str

    def says(self, key: str) -> str:
        return say(key, self.language)

    def heading(self, key: str) -> None:
        expect(self.page.get_by_role("heading", name=self.says(key), exact=True)).to_be_visible()

    def press(self, key: str) -> None:
        self.page.get_by_role("button", name=self.says(key), exact=True).click()

    def shoot(self, name: str) -> None:
        SHOTS.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=SHOTS / f"{name}-{self.language}.png", full_page=True)


@pytest.fixture(params=["fr", "en"])
def reader(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Reader]:
    locale = {"fr": "fr-FR", "en": "en-GB"}[request.param]
    context = browser.new_context(locale=locale, java_script_enabled=False)
    context.set_default_timeout(15_000)
    yield Reader(context.new_page(), request.param)
    context.close()


def _link(product: Product, language: str) -> str:
    """What the latest message to somebody who has not objected yet links to: their own page. The
    people of the sandbox object by themselves, too.
    """

    def ask() -> str | None:
        received = httpx.get(
            f"{product.sandbox}/world/received", params={"vendor": "unipile"}, timeout=10
        ).text
        found: list[str] = re.findall(re.escape(product.url) + r"/p/[A-Za-z0-9_.=-]+", received)
        for link in reversed(list(dict.fromkeys(found))):
            page = httpx.get(link, params={"lang": language}, timeout=10).text
            if escape(say("oppose-button", language)) in page:
                return link
        return None

    return until(ask, seconds=60, what="somebody has a link to their page")


@pytest.mark.obligation(57, 120, 121, 122, 124, 127)
@pytest.mark.timeout(240)
def test_somebody_sees_what_is_held_asks_for_erasure_and_objects(
    seeded: Product, reader: Reader
) -> None:
    page = reader.page
    link = _link(seeded, reader.language)
    page.goto(f"{link}?lang={reader.language}")
    expect(page.locator("html")).to_have_attribute("lang", reader.language)
    reader.heading("notice-title")
    reader.heading("held")
    reader.shoot("portail")

    page.get_by_label(reader.says("ask-what")).select_option("erasure")
    reader.press("ask-button")
    reader.heading("received-title")
    page.get_by_role("link", name=reader.says("back")).click()
    asked = page.get_by_role("row").filter(has_text=reader.says("kind-erasure"))
    expect(asked).to_contain_text(reader.says("state-open"))
    reader.shoot("portail-demande")

    page.goto(f"{link}?lang={reader.language}")
    reader.press("oppose-button")
    reader.heading("opposed-title")
    page.goto(f"{link}?lang={reader.language}")
    expect(page.get_by_text(reader.says("already"))).to_be_visible()


@pytest.mark.obligation(127, 131)
@pytest.mark.timeout(240)
def test_whoever_has_no_message_left_asks_by_the_public_form(
    seeded: Product, reader: Reader
) -> None:
    page = reader.page
    page.goto(f"{seeded.url}/trust?lang={reader.language}")
    reader.heading("trust-title")
    page.get_by_role("link", name=reader.says("rights-form-link")).click()
    page.get_by_label(reader.says("copy-address")).fill("nobody@elsewhere.example")
    page.get_by_label(reader.says("ask-what")).select_option("access")
    reader.press("ask-button")
    reader.heading("received-title")
