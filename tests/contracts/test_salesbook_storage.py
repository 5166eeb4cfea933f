"""One Salesbook per workspace, on the real store."""

from dataclasses import replace
from datetime import timedelta

import pytest

from adapters.mongo import driver
from adapters.mongo.salesbook import MongoSalesbooks
from domain.salesbook.model.offer import PricePolicy, SalesObjection
from domain.salesbook.model.persona import Language, Tone
from domain.salesbook.model.salesbook import Salesbook
from domain.shared.errors import StaleWrite
from domain.shared.ids import WorkspaceId
from tests.unit.domain.salesbook.test_salesbook import (
    TODAY,
    a_company,
    a_persona,
    a_proof,
    an_offer,
)

OURS, THEIRS = WorkspaceId("w-ours"), WorkspaceId("w-theirs")


@pytest.fixture
def salesbooks(mongo_database: driver.Database) -> MongoSalesbooks:
    return MongoSalesbooks(mongo_database)


def a_full_book() -> Salesbook:
    offer = an_offer(
        proofs=(a_proof(expires_on=TODAY + timedelta(days=1)), a_proof(dated_on=None)),
        forbidden_claims=("numéro un",),
        price_policy=PricePolicy.NEVER_SAY,
        sales_objections=(SalesObjection(objection="Trop cher", answer="Essayez."),),
        revision=2,
    )
    return Salesbook(
        id=OURS,
        workspace_id=OURS,
        company=a_company(),
        offers=(offer,),
        personas=(a_persona(tone=Tone.TU, language=Language.EN, revision=3),),
        revision=3,
    )


async def test_a_salesbook_is_empty_before_its_first_revision(salesbooks: MongoSalesbooks) -> None:
    assert await salesbooks.get(OURS) == Salesbook(id=OURS, workspace_id=OURS)


async def test_a_salesbook_comes_back_equal_to_its_workspace_alone(
    salesbooks: MongoSalesbooks,
) -> None:
    book = a_full_book()
    await salesbooks.save(book)
    assert book.version == 1
    assert await salesbooks.get(OURS) == book
    assert (await salesbooks.get(THEIRS)).version == 0


@pytest.mark.parametrize("earlier", [0, 1])
async def test_the_second_writer_of_a_salesbook_loses(
    salesbooks: MongoSalesbooks, earlier: int
) -> None:
    for _ in range(earlier):
        await salesbooks.save(replace(a_full_book(), version=0))
    mine, theirs = [await salesbooks.get(OURS) for _ in range(2)]
    await salesbooks.save(theirs)
    with pytest.raises(StaleWrite):
        await salesbooks.save(mine)
