"""Ports → the use cases of `people_search`, written out by hand."""

from adapters.bootstrap.ports.prospects import PeopleSearchPorts, ProspectPorts
from domain.application import PeopleSearchUseCases
from domain.prospects.usecases.add_found_people import AddFoundPeople
from domain.prospects.usecases.admission import Admission
from domain.prospects.usecases.find_people import FindPeople, ReadPeopleSearch
from domain.prospects.usecases.keep_search import KeepSearch
from domain.prospects.usecases.list_search_accounts import ListSearchAccounts, SignSearchConsent
from domain.prospects.usecases.propose_search import ProposeLookalikes, ProposeSearch
from domain.prospects.usecases.refresh_saved_searches import RefreshSavedSearches
from domain.prospects.usecases.search_desk import SearchDesk


def build_people_search(p: PeopleSearchPorts, known: ProspectPorts) -> PeopleSearchUseCases:
    admission = Admission(policy=known.policy)
    desk = SearchDesk(
        accounts=p.accounts,
        allowances=p.allowances,
        finder=p.finder,
        prospects=known.prospects,
        admission=admission,
        transaction=known.transaction,
        clock=known.clock,
    )
    read = ReadPeopleSearch(searches=p.searches)
    return PeopleSearchUseCases(
        accounts=ListSearchAccounts(
            accounts=p.accounts, allowances=p.allowances, clock=known.clock
        ),
        consent=SignSearchConsent(
            accounts=p.accounts,
            allowances=p.allowances,
            transaction=known.transaction,
            clock=known.clock,
        ),
        propose=ProposeSearch(proposer=p.proposer),
        lookalikes=ProposeLookalikes(prospects=known.prospects, reader=known.reader),
        find=FindPeople(
            desk=desk,
            searches=p.searches,
            read=read,
            transaction=known.transaction,
            clock=known.clock,
            wall=known.wall,
            new_id=known.new_id,
        ),
        read=read,
        add=AddFoundPeople(
            searches=p.searches,
            read=read,
            prospects=known.prospects,
            admission=admission,
            credit_gate=p.credit_gate,
            outbox=known.outbox,
            transaction=known.transaction,
            clock=known.clock,
            new_id=known.new_id,
        ),
        saved=KeepSearch(
            saved=p.saved,
            read=read,
            transaction=known.transaction,
            clock=known.clock,
            new_id=known.new_id,
        ),
        refresh=RefreshSavedSearches(
            saved=p.saved,
            searches=p.searches,
            held=p.held,
            desk=desk,
            outbox=known.outbox,
            transaction=known.transaction,
            clock=known.clock,
            wall=known.wall,
            new_id=known.new_id,
        ),
    )
