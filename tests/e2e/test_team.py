"""A colleague, a key, a webhook and the journal, in a browser; every screen of the settings."""

import re
from collections.abc import Iterator
from typing import Literal

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from adapters.bootstrap.local import LOGINS
from adapters.bootstrap.local import PASSWORD as SEEDED_PASSWORD
from tests.e2e.api_journey import mailed_token
from tests.e2e.conftest import Product, Screen, start_product
from tests.e2e.test_main_job import PASSWORD, button

OWNER = dict(LOGINS)["owner"]
COLLEAGUE = "noor@atelier-nord.example"
SCREENS = (
    *("", "salesbook", "prospects", "prospects/companies", "prospects/search"),
    *("prospects/import", "prospects/duplicates", "campaigns", "campaigns/new"),
    *("review", "inbox", "tasks", "sending", "results", "notifications", "help"),
    *(
        f"settings/{name}"
        for name in (
            *("accounts", "calendar", "credits", "billing", "team", "integrations", "audit"),
            *("security", "compliance", "profile", "prospecting"),
        )
    ),
)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """The example workspace with its logins."""
    running = start_product(tmp_path_factory.mktemp("office"))
    yield running
    running.stop()


def sign_in(screen: Screen, url: str) -> None:
    page = screen.page
    page.goto(f"{url}/sign-in")
    page.get_by_label("Adresse e-mail professionnelle").fill(OWNER)
    page.get_by_label("Mot de passe").first.fill(SEEDED_PASSWORD)
    button(page, "Se connecter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Bonjour", timeout=20_000)
    screen.errors.clear()  # the session is asked for once without a cookie: 401 by design


@pytest.mark.timeout(300)
def test_an_invited_colleague_joins_and_sees_what_the_role_allows(
    office: Product, screen: Screen, browser: Browser
) -> None:
    sign_in(screen, office.url)
    page = screen.page
    page.goto(f"{office.url}/settings/team")
    page.get_by_label("Adresse e-mail").fill(COLLEAGUE)
    page.get_by_label("Rôle", exact=True).select_option("viewer")
    button(page, "Envoyer l’invitation")
    expect(page.get_by_role("table", name="Invitations en cours")).to_contain_text(COLLEAGUE)
    screen.shoot("equipe-1-invitation")

    context = browser.new_context(locale="fr-FR", timezone_id="Europe/Paris")
    context.set_default_timeout(15_000)
    other = Screen(context.new_page())
    token = mailed_token(f"{office.sandbox}/mail", COLLEAGUE)
    other.page.goto(f"{office.url}/invitation#{token}")
    other.page.get_by_label("Prénom").fill("Noor")
    other.page.get_by_label("Nom", exact=True).fill("Faure")
    other.page.get_by_label("Mot de passe").first.fill(PASSWORD)
    other.page.get_by_label(re.compile("j’accepte")).check()
    other.shoot("equipe-2-rejoindre")
    other.page.get_by_role("button", name=re.compile("Rejoindre")).click()
    expect(other.page.get_by_role("heading", level=1)).to_contain_text("Bonjour", timeout=20_000)
    other.page.goto(f"{office.url}/settings/team")
    expect(other.page.get_by_role("table", name="Membres")).to_contain_text("Noor Faure")
    expect(other.page.get_by_label("Adresse e-mail")).to_have_count(0)
    context.close()

    page.reload()
    expect(page.get_by_role("table", name="Membres")).to_contain_text("Noor Faure")
    screen.quiet()


@pytest.mark.timeout(300)
def test_a_key_and_a_webhook_work_and_the_journal_tells_of_them(
    office: Product, screen: Screen
) -> None:
    sign_in(screen, office.url)
    page = screen.page
    page.goto(f"{office.url}/settings/integrations")
    keys = page.get_by_role("region", name="Nouvelle clé")
    keys.get_by_label("Nom").fill("Notre CRM")
    keys.get_by_label("Lire les prospects").check()
    button(page, "Créer la clé")
    made = page.get_by_role("status").filter(has_text="Voici votre clé")
    key = made.locator("pre").inner_text().strip()
    headers = {"Authorization": f"Bearer {key}"}
    seen = httpx.get(f"{office.url}/api/v1/prospects", headers=headers, timeout=10)
    assert seen.status_code == 200
    assert seen.json()["items"]
    refused = httpx.get(f"{office.url}/api/v1/conversations", headers=headers, timeout=10)
    assert refused.status_code == 403
    made.get_by_role("button", name="C’est noté").click()

    hooks = page.get_by_role("region", name="Nouveau webhook")
    hooks.get_by_role("checkbox").first.check()
    button(page, "Ajouter le webhook")
    expect(page.get_by_text("Voici le secret de signature")).to_be_visible()
    page.get_by_role("button", name=re.compile("Journal des envois")).click()
    button(page, "Envoyer un test")
    expect(page.get_by_text("Reçu", exact=True).first).to_be_visible(timeout=30_000)
    screen.shoot("integrations")
    sent = httpx.get(f"{office.sandbox}/sink/crm.json", timeout=10).json()
    assert sent, "the test reached the server of the client"

    page.goto(f"{office.url}/settings/audit")
    expect(page.get_by_text("Le journal est intact")).to_be_visible()
    expect(page.get_by_role("table").last).to_contain_text("Clé d’API créée")
    screen.shoot("journal-d-audit")
    with page.expect_download() as download:
        page.get_by_role("link", name="Exporter (CSV)").click()
    told = download.value.path().read_text(encoding="utf-8-sig")
    assert "KeyCreated" in told
    assert "HookAdded" in told
    assert key not in told
    screen.quiet()


@pytest.mark.timeout(300)
@pytest.mark.obligation(116)
def test_the_chat_comes_with_a_click_and_no_sooner(office: Product, screen: Screen) -> None:
    sign_in(screen, office.url)
    page = screen.page
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{office.url}/help")
    expect(page.get_by_role("button", name="Ouvrir la discussion")).to_be_visible()
    screen.shoot("aide")
    assert not [url for url in asked if not url.startswith(office.url)]
    button(page, "Ouvrir la discussion")
    expect(page.locator("main").get_by_role("status")).to_be_visible()
    assert [url for url in asked if url.startswith(f"{office.sandbox}/intercom-widget/")]
    screen.shoot("aide-discussion")
    screen.quiet()


def settled(page: Page) -> None:
    """Nothing is loading any more."""
    expect(page.locator("main h1, main h2").first).to_be_visible()
    expect(page.locator("[aria-busy=true]")).to_have_count(0)


def looks(screen: Screen, name: str, too_wide: list[str]) -> None:
    """Picture and axe of the screen and of each of its tabs; note what does not fit its width."""
    page = screen.page
    tabs = page.locator("main").get_by_role("tab")
    for number in range(max(tabs.count(), 1)):
        shown = f"{name}-onglet-{number + 1}" if tabs.count() else name
        if tabs.count():
            tabs.nth(number).click()
            settled(page)
        screen.shoot(shown)
        if page.evaluate("document.scrollingElement.scrollWidth > innerWidth"):
            too_wide.append(shown)


@pytest.mark.timeout(900)
@pytest.mark.parametrize(
    ("language", "width", "scheme"), [("fr", 1360, "light"), ("en", 360, "dark")]
)
def test_every_screen_reads_well(
    office: Product,
    screen: Screen,
    language: str,
    width: int,
    scheme: Literal["light", "dark"],
) -> None:
    """On a desk in French, on a telephone in the dark in English: no console error, nothing that
    axe calls serious, nothing wider than the window, on every page and each of its tabs.
    """
    sign_in(screen, office.url)
    page = screen.page
    page.set_viewport_size({"width": width, "height": 860})
    page.emulate_media(color_scheme=scheme)
    answer = page.context.request.patch(
        f"{office.url}/api/v1/me",
        data={"locale": language},
        headers={"Sec-Fetch-Site": "same-origin"},
    )
    assert answer.ok, answer.text()
    too_wide: list[str] = []
    for path in SCREENS:
        page.goto(f"{office.url}/{path}")
        expect(page.locator("html")).to_have_attribute("lang", language)
        expect(page.locator("html")).to_have_attribute("data-mantine-color-scheme", scheme)
        settled(page)
        looks(screen, f"ecran-{language}-{path.replace('/', '-') or 'aujourdhui'}", too_wide)
    page.goto(f"{office.url}/campaigns")
    page.get_by_role("link", name="Directions commerciales").first.click()
    expect(page.locator("main").get_by_role("tab").first).to_be_visible()
    settled(page)
    looks(screen, f"ecran-{language}-campagne", too_wide)
    assert too_wide == []
    screen.quiet()
