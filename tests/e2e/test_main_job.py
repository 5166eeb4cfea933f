"""The journey people pay for, in French, in a browser, on the product as `make run` starts it."""

import re
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Page, expect

from adapters.system.one_time_codes import code_at
from tests.e2e.api_journey import mailed_token
from tests.e2e.conftest import Product, Screen, start_product, until

FIXTURES = Path(__file__).parents[1] / "fixtures"
PASSWORD = "une phrase que personne ne devine"
EXPORTS = ("prospects_excel_fr.csv", "phantombuster_sales_navigator.csv")


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """No workspace yet, and working time a thousand times faster."""
    running = start_product(tmp_path_factory.mktemp("fresh"), "--no-seed", "--speed", "1000")
    yield running
    running.stop()


def button(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()


@pytest.mark.timeout(900)
def test_the_main_job_from_sign_up_to_results(fresh: Product, screen: Screen) -> None:
    walk(screen, fresh.url, fresh.sandbox)
    screen.quiet()


def walk(screen: Screen, url: str, sandbox: str) -> None:
    page = screen.page
    sign_up(screen, url)
    salesbook(screen, url)
    for name in EXPORTS:
        bring_in(screen, url, name)
    prospects(screen, url)
    connect(screen, url, "Connecter une boîte e-mail")
    connect(screen, url, "Connecter LinkedIn")
    enrich(screen, url)
    campaign(screen, url)
    validate(screen, url)
    replies(screen, url)
    objection(screen, url, sandbox)
    results(screen, url)
    page.goto(url)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Bonjour")
    screen.shoot("16-aujourdhui")


def sign_up(screen: Screen, url: str) -> None:
    page = screen.page
    page.goto(f"{url}/sign-up")
    expect(page.get_by_role("heading", name="Créer votre espace")).to_be_visible()
    screen.shoot("01-creer-un-espace")
    page.get_by_label("Nom de l’entreprise").fill("Atelier Sud")
    page.get_by_label("Prénom").fill("Nadia")
    page.get_by_label("Nom", exact=True).fill("Roche")
    page.get_by_label("Adresse e-mail professionnelle").fill("nadia@atelier-sud.example")
    page.get_by_label(re.compile("activité professionnelle")).check()
    page.get_by_label(re.compile("j’accepte")).check()
    button(page, "Créer l’espace")
    expect(page.get_by_role("status")).to_contain_text("nadia@atelier-sud.example")
    mailbox = page.get_by_role("link", name=re.compile("Sandbox")).get_attribute("href")
    token = mailed_token(str(mailbox), "nadia@atelier-sud.example")
    page.goto(f"{url}/sign-up/confirm#{token}")
    page.get_by_label("Mot de passe").first.fill(PASSWORD)
    button(page, "Ouvrir l’espace")
    secret = second_factor(screen)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Bonjour", timeout=20_000)
    # Signing in from nothing works as well, with the second factor.
    page.context.clear_cookies()
    page.goto(f"{url}/sign-in")
    screen.errors.clear()  # the session is asked for once without a cookie: 401 by design
    page.get_by_label("Adresse e-mail professionnelle").fill("nadia@atelier-sud.example")
    page.get_by_label("Mot de passe").first.fill(PASSWORD)
    button(page, "Se connecter")
    page.get_by_label("Code").fill(code_at(secret, int(time.time()) // 30 + 1))
    button(page, "Se connecter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Bonjour", timeout=20_000)
    screen.shoot("02-premier-pas")


def second_factor(screen: Screen) -> str:
    """Set up an authenticator app; return its secret."""
    page = screen.page
    expect(page.get_by_role("heading", name="Protégez votre compte")).to_be_visible()
    button(page, "Commencer")
    secret = page.get_by_label("Clé de l’application").inner_text().strip()
    screen.shoot("01-second-facteur")
    page.get_by_label("Code", exact=True).fill(code_at(secret, int(time.time()) // 30))
    button(page, "Vérifier le code")
    expect(page.get_by_role("heading", name="Vos codes de secours")).to_be_visible()
    button(page, "Je les ai gardés")
    return secret


def salesbook(screen: Screen, url: str) -> None:
    page = screen.page
    page.goto(f"{url}/salesbook")
    page.get_by_label("Nom commercial").fill("Atelier Sud")
    page.get_by_label("Raison sociale").fill("Atelier Sud SARL")
    page.get_by_role("combobox", name="Forme juridique").click()
    page.get_by_role("option", name="Personne morale").click()
    page.get_by_label("Numéro d’immatriculation").fill("732 829 320")
    page.get_by_label("Ce que fait l’entreprise").fill(
        "Atelier Sud aide les PME à faire leurs devis plus vite."
    )
    page.get_by_label("Adresse postale").fill("3 quai du Port, 13002 Marseille")
    page.get_by_label("E-mail pour l’exercice des droits").fill("droits@atelier-sud.example")
    screen.shoot("03-salesbook-entreprise")
    button(page, "Continuer")
    page.get_by_label("Nom de l’offre").fill("Devis en une heure")
    page.get_by_label("Promesse").fill("Vos commerciaux envoient un devis juste en une heure.")
    page.get_by_label("Appel à l’action").fill("Proposer un échange de vingt minutes")
    if not page.get_by_label("Ce qui est prouvé").count():
        button(page, "Ajouter une preuve")
    page.get_by_label("Ce qui est prouvé").first.fill("Douze PME font leurs devis en une heure.")
    page.get_by_label("Source", exact=True).first.fill("Enquête clients, juin 2026")
    page.get_by_label("Date", exact=True).first.fill("2026-06-30")
    screen.shoot("04-salesbook-offre")
    button(page, "Continuer")
    page.get_by_label("Nom du persona").fill("Direction commerciale")
    values = page.get_by_label("Valeurs").first
    for value in ("commercial", "développement", "directeur", "directrice"):
        values.fill(value)
        values.press("Enter")
    page.get_by_text("Noter", exact=True).first.click()
    button(page, "Retirer le critère 2")
    screen.shoot("05-salesbook-persona")
    page.get_by_role("button", name=re.compile("Enregistrer|Continuer|Terminer")).last.click()
    page.get_by_role("tab", name="Clients idéaux et personas").click()
    expect(page.get_by_text("Direction commerciale").first).to_be_visible()


def bring_in(screen: Screen, url: str, name: str) -> None:
    page = screen.page
    page.goto(f"{url}/prospects/import")
    page.locator("input[type=file]").set_input_files(FIXTURES / name)
    expect(page.get_by_text("Que contient chaque colonne ?")).to_be_visible(timeout=30_000)
    screen.shoot(f"06-import-colonnes-{name[:5]}")
    button(page, "Continuer")
    page.get_by_label("Source déclarée").fill("Salon des PME, Marseille")
    page.get_by_label("Date de collecte").fill("2026-11-02")
    page.get_by_label(re.compile("activité professionnelle")).check()
    page.get_by_role("button", name=re.compile("^Importer")).last.click()
    expect(page.get_by_text("Créés").first).to_be_visible(timeout=60_000)
    screen.shoot(f"07-import-resultat-{name[:5]}")


def prospects(screen: Screen, url: str) -> None:
    page = screen.page
    page.goto(f"{url}/prospects")
    row = page.get_by_role("row").nth(1)
    expect(row).to_be_visible()
    screen.shoot("08-prospects")
    row.get_by_role("link").first.click()
    expect(page.get_by_text("Pourquoi ce prospect").first).to_be_visible()
    expect(page.get_by_text("Coordonnées").first).to_be_visible()
    screen.shoot("09-fiche-prospect")


def connect(screen: Screen, url: str, name: str) -> None:
    page = screen.page
    page.goto(f"{url}/settings/accounts")
    button(page, name)
    page.wait_for_url(re.compile("/unipile/hosted/"), timeout=20_000)
    page.locator("button[value=success], button[type=submit]").first.click()
    page.wait_for_url(re.compile(re.escape(url)), timeout=20_000)
    page.goto(f"{url}/settings/accounts")
    expect(page.get_by_text("Connecté", exact=True).last).to_be_visible(timeout=30_000)
    screen.shoot("10-comptes-connectes")


def enrich(screen: Screen, url: str) -> None:
    page = screen.page
    page.goto(f"{url}/prospects?sort=name")
    without = page.get_by_role("row").filter(has_text="Pas d’e-mail")
    expect(without.first).to_be_visible()
    for place in range(2):
        without.nth(place).get_by_role("checkbox").click()
    button(page, "Trouver les e-mails")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("Maximum", exact=True)).to_be_visible()
    screen.shoot("11-devis-enrichissement")
    dialog.get_by_role("button", name=re.compile("^Accepter")).click()
    expect(dialog.get_by_text("Terminé").first).to_be_visible(timeout=60_000)


def campaign(screen: Screen, url: str) -> None:
    page = screen.page
    page.goto(f"{url}/campaigns/new")
    page.get_by_label("Nom").first.fill("Directions commerciales")
    page.get_by_label("Objectif").fill("Obtenir un échange de vingt minutes")
    choose(page, "Boîte d’envoi")
    choose(page, "Compte LinkedIn")
    button(page, "Créer la campagne")
    page.wait_for_url(re.compile(r"/campaigns/[0-9a-f-]{36}"))
    page.get_by_role("tab", name="Aperçu").click()
    expect(page.get_by_role("heading", name="Avant le lancement")).to_be_visible()
    expect(page.get_by_text(re.compile(r"Il manque \d+ élément"))).to_be_visible()
    screen.shoot("12-avant-le-lancement")
    page.get_by_role("tab", name="Séquence").click()
    page.get_by_role("button", name=re.compile("Multicanal|Utiliser ce modèle")).first.click()
    button(page, "Enregistrer la séquence")
    expect(page.get_by_text("Séquence enregistrée.").first).to_be_visible()
    screen.shoot("12-sequence")
    page.get_by_role("tab", name="Prospects").click()
    button(page, "Ajouter des prospects")
    dialog = page.get_by_role("dialog")
    writable = dialog.get_by_role("listitem").filter(has_not_text="Pas d’e-mail")
    expect(writable.first).to_be_visible()
    for place in range(14):
        writable.nth(place).get_by_role("checkbox").click()
    dialog.get_by_role("button", name=re.compile(r"^Ajouter \d+ prospect")).click()
    expect(page.get_by_text(re.compile(r"\d+ prospects? inscrits?")).first).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_role("tab", name="Mise en balance").click()
    for _ in range(3):
        page.get_by_role("button", name=re.compile("^Partir d’un exemple")).first.click()
    button(page, "Signer la mise en balance")
    expect(page.get_by_text(re.compile("Signée")).first).to_be_visible()
    page.get_by_role("tab", name="Aperçu").click()
    expect(page.get_by_text("Tout est prêt")).to_be_visible()
    button(page, "Lancer")
    page.get_by_role("dialog").get_by_role("button", name="Lancer").click()
    expect(page.get_by_text("Campagne lancée").first).to_be_visible()
    screen.shoot("12-campagne-lancee")


def choose(page: Page, label: str) -> None:
    """The first real option of a select."""
    field = page.get_by_label(label).first
    if field.evaluate("node => node.tagName") == "SELECT":
        field.select_option(index=1)
        return
    field.click()
    page.get_by_role("option").last.click()


def validate(screen: Screen, url: str) -> None:
    """By mouse, by keyboard, edited, skipped and dismissed."""
    page = screen.page
    page.goto(f"{url}/review")
    listed = page.get_by_role("region", name="Messages à valider").or_(
        page.get_by_label("Messages à valider")
    )
    expect(page.get_by_text(re.compile(r"^\d+ messages?$"))).to_be_visible(timeout=60_000)
    until(
        lambda: page.get_by_text(re.compile(r"^(?:[5-9]|\d\d) messages$")).count() or None,
        seconds=60,
        what="five drafts",
    )
    expect(listed.first).to_be_visible()
    screen.shoot("13-validation")
    button_in_decision(page, "Valider")
    expect(page.get_by_text(re.compile("^Validé pour")).first).to_be_attached()
    page.wait_for_timeout(800)
    page.keyboard.press("a")
    page.wait_for_timeout(1_200)
    page.keyboard.press("e")
    text = page.get_by_role("textbox", name="Texte du message")
    expect(text).to_be_visible()
    text.fill(text.input_value() + "\n\nAu plaisir de vous lire.")
    page.keyboard.press("Control+Enter")
    expect(text).to_be_hidden(timeout=15_000)
    page.wait_for_timeout(800)
    page.keyboard.press("s")
    page.wait_for_timeout(1_200)
    page.keyboard.press("x")
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Mauvaise personne").check()
    dialog.get_by_role("button", name="Écarter de la campagne").click()
    page.wait_for_timeout(800)
    while page.get_by_role("button", name=re.compile("^Valider")).count():
        button_in_decision(page, "Valider")
        page.wait_for_timeout(900)


def button_in_decision(page: Page, name: str) -> None:
    page.get_by_role("button", name=re.compile(f"^{name}")).first.click()


def replies(screen: Screen, url: str) -> None:
    page = screen.page
    page.goto(f"{url}/inbox")
    first = page.get_by_label("Conversations").get_by_role("link").first
    expect(first).to_be_visible(timeout=90_000)
    first.click()
    expect(page.get_by_text("Classement").first).to_be_visible()
    screen.shoot("14-boite-de-reception")
    answer = page.get_by_label("Votre réponse")
    if answer.count():
        answer.fill("Merci pour votre retour, je vous propose mardi à 10 h.")
        button(page, "Envoyer")
        expect(
            page.get_by_text("Réponse enregistrée : elle part dans 30 secondes.").first
        ).to_be_attached()


def objection(screen: Screen, url: str, sandbox: str) -> None:
    """The link of a real message: a page, one POST, and everything stops."""

    def link() -> str | None:
        received = httpx.get(f"{sandbox}/world/received", params={"vendor": "unipile"}).text
        found = re.search(re.escape(url) + r"/u/[A-Za-z0-9_.=-]+", received)
        return found.group() if found else None

    page = screen.page
    page.goto(until(link, seconds=60, what="a message with an objection link"))
    screen.shoot("15-opposition")
    page.get_by_role("button").first.click()
    expect(page.get_by_role("heading", name="C’est fait")).to_be_visible()
    screen.shoot("15-opposition-faite")


def results(screen: Screen, url: str) -> None:
    page = screen.page

    def counted() -> bool | None:
        page.goto(f"{url}/results")
        expect(page.get_by_text("Directions commerciales").first).to_be_visible()
        cells = page.get_by_role("row").nth(1).get_by_role("cell").all_inner_texts()
        numbers = [int(cell) for cell in cells if cell.strip().isdigit()]
        return (len(numbers) >= 6 and numbers[0] >= 5 and numbers[2] >= 1) or None

    until(counted, seconds=90, what="sent, delivered and replied are counted")
    screen.shoot("15-resultats")
