"""A plan and a pack, bought in a browser on the hosted pages; nothing of a card in ours."""

import re
from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Product, Screen, start_product, until
from tests.e2e.test_main_job import sign_up


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    running = start_product(tmp_path_factory.mktemp("shop"), "--no-seed", "--speed", "1000")
    yield running
    running.stop()


def button(page: Page, name: "str | re.Pattern[str]") -> None:
    page.get_by_role("button", name=name).first.click()


@pytest.mark.obligation(34)
@pytest.mark.obligation(101)
@pytest.mark.timeout(600)
def test_a_plan_and_a_pack_are_bought_changed_and_cancelled(shop: Product, screen: Screen) -> None:
    page = screen.page
    sign_up(screen, shop.url)
    page.goto(f"{shop.url}/settings/billing")
    expect(page.get_by_text("Essai en cours")).to_be_visible()
    screen.shoot("facturation-1-essai")

    button(page, "Choisir Pro")
    expect(page).to_have_url(re.compile("/stripe-pages/pay/"))
    screen.shoot("facturation-2-page-de-paiement")
    button(page, "Carte refusée")
    expect(page.get_by_role("alert")).to_have_text("Votre carte a été refusée.")
    screen.errors.clear()  # the provider's own page answers 402
    button(page, "Payer avec confirmation de la banque")
    button(page, "Confirmer le paiement")
    expect(page.get_by_text("Votre paiement est pris en compte")).to_be_visible()
    expect(page.get_by_text("À jour")).to_be_visible()
    screen.shoot("facturation-3-forfait")

    button(page, re.compile("Acheter 1.000 crédits"))
    button(page, "Payer")
    expect(page.get_by_text("Votre paiement est pris en compte")).to_be_visible()
    page.goto(f"{shop.url}/settings/credits")
    expect(page.get_by_text(re.compile("3.650"))).not_to_have_count(0)  # 150 + 2,500 + 1,000
    expect(page.get_by_text("Pack de crédits")).to_be_visible()
    screen.shoot("facturation-4-releve")

    page.goto(f"{shop.url}/settings/billing")
    expect(page.get_by_role("table", name="Factures")).to_contain_text("LEO-0002")
    page.get_by_role("article", name="Solo").get_by_role("button").click()
    expect(page.get_by_role("dialog")).to_contain_text("Pilote automatique")
    screen.shoot("facturation-5-ce-qui-s-arrete")
    button(page, "Continuer")
    button(page, "Confirmer")
    # The payment notices bring the change, without a return page.
    expect(page.get_by_text("Passe au forfait Solo")).to_be_visible(timeout=20_000)

    button(page, "Résilier")
    screen.shoot("facturation-6-resilier")
    button(page, "Résilier l’abonnement")
    expect(page.get_by_text("S’arrête le")).to_be_visible(timeout=20_000)
    for name in ("card", "cvc", "cc-number"):
        assert page.locator(f"input[name*={name}], input[autocomplete*={name}]").count() == 0
    screen.quiet()


@pytest.mark.obligation(104)
@pytest.mark.timeout(300)
def test_no_card_number_is_in_any_log_or_kept_delivery(shop: Product) -> None:
    charges = httpx.get(f"{shop.sandbox}/world/stripe").json()["charges"]
    refund = {"charge": charges[0]["id"]}
    httpx.post(f"{shop.sandbox}/world/stripe/refund", json=refund, timeout=30).raise_for_status()

    def told() -> bool:
        """The vendor's delivery names brand and last digits, and was taken."""
        asked = {"vendor": "stripe"}
        rows = httpx.get(f"{shop.sandbox}/world/deliveries", params=asked).json()
        return any("payment_method_details" in one["body"] and one["status"] == 200 for one in rows)

    until(told, seconds=30, what="the refund is delivered")
    logs = "".join(file.read_text(errors="replace") for file in (shop.data / "logs").glob("*.log"))
    assert "4242424242424242" not in logs
    # The last four alone: an instant or an id holds any four digits by chance.
    assert re.search(r"(?<![0-9a-f])4242(?![0-9a-f])", logs) is None
    assert "payment_method" not in logs
