"""Ports → the use cases of `support`, written out by hand."""

from adapters.bootstrap.ports.support import SupportPorts
from domain.application import SupportUseCases
from domain.support.usecases.delete_contacts import DeleteContacts
from domain.support.usecases.forget_members import ForgetMembers
from domain.support.usecases.open_messenger import OpenMessenger
from domain.support.usecases.take_desk_notice import ApplyDeskNotice, TakeDeskNotice


def build_support(p: SupportPorts) -> SupportUseCases:
    return SupportUseCases(
        open_messenger=OpenMessenger(
            messenger=p.messenger,
            contacts=p.contacts,
            people=p.people,
            desk=p.desk,
            signer=p.signer,
            tokens=p.tokens,
            wall=p.wall,
        ),
        forget=ForgetMembers(contacts=p.contacts, people=p.people, wall=p.wall),
        delete=DeleteContacts(contacts=p.contacts, desk=p.desk, wall=p.wall),
        take_notice=TakeDeskNotice(notices=p.notices, inbound=p.inbound, wall=p.wall),
        apply_notice=ApplyDeskNotice(contacts=p.contacts, desk=p.desk, wall=p.wall),
    )
