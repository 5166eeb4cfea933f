"""Ports → the use cases of `billing`, written out by hand."""

from adapters.bootstrap.ports.billing import BillingPorts
from domain.application import BillingUseCases
from domain.billing.usecases.commit_credits import CommitCredits
from domain.billing.usecases.customer_desk import CustomerDesk
from domain.billing.usecases.expire_credits import ExpireCredits
from domain.billing.usecases.expire_reservations import ExpireReservations
from domain.billing.usecases.export_statement import ExportStatement
from domain.billing.usecases.follow_customer import FollowCustomer
from domain.billing.usecases.follow_due import FollowDue
from domain.billing.usecases.grant_credits import GrantCredits
from domain.billing.usecases.hold_credits import HoldCredits
from domain.billing.usecases.list_entries import ListEntries
from domain.billing.usecases.list_invoices import ListInvoices, OpenInvoice
from domain.billing.usecases.name_members import NameMembers
from domain.billing.usecases.open_portal import OpenPortal
from domain.billing.usecases.preview_plan import PreviewPlan
from domain.billing.usecases.read_balance import ReadBalance
from domain.billing.usecases.read_subscription import ReadEntitlements, ReadSubscription
from domain.billing.usecases.release_credits import ReleaseCredits
from domain.billing.usecases.reservation_end import ReservationEnd
from domain.billing.usecases.reserve_credits import ReserveCredits
from domain.billing.usecases.set_spending_rules import ReadSpendingRules, SetSpendingRules
from domain.billing.usecases.settle_checkout import SettleCheckout
from domain.billing.usecases.settle_month import SettleMonth
from domain.billing.usecases.settle_sale import SettleSale
from domain.billing.usecases.start_checkout import StartCheckout
from domain.billing.usecases.take_payment_notice import ApplyPaymentNotice, TakePaymentNotice
from domain.billing.usecases.top_up_credits import TopUpCredits


def build_billing(p: BillingPorts) -> BillingUseCases:
    ending = ReservationEnd(ledger=p.ledger)
    grant = GrantCredits(ledger=p.ledger)
    back_url = f"{p.public_url}/settings/billing"
    customers = CustomerDesk(
        subscriptions=p.subscriptions,
        provider=p.provider,
        seats=p.seats,
        transaction=p.transaction,
    )
    follow = FollowCustomer(
        subscriptions=p.subscriptions,
        checkouts=p.checkouts,
        provider=p.provider,
        month=SettleMonth(ledger=p.ledger, purchases=p.purchases),
        sale=SettleSale(ledger=p.ledger, purchases=p.purchases),
        outbox=p.outbox,
        transaction=p.transaction,
        clock=p.clock,
        wall=p.wall,
    )
    return BillingUseCases(
        grant=grant,
        reserve=ReserveCredits(ledger=p.ledger, subscriptions=p.subscriptions, rules=p.rules),
        commit=CommitCredits(ending=ending),
        release=ReleaseCredits(ending=ending),
        hold=HoldCredits(ledger=p.ledger),
        expire=ExpireReservations(reservations=p.reservations, ending=ending, wall=p.wall),
        expire_credits=ExpireCredits(ledger=p.ledger),
        balance=ReadBalance(wallets=p.wallets),
        entries=ListEntries(entries=p.entries),
        statement=ExportStatement(entries=p.entries),
        names=NameMembers(members=p.names),
        read=ReadSubscription(subscriptions=p.subscriptions, seats=p.seats, wall=p.wall),
        entitlements=ReadEntitlements(subscriptions=p.subscriptions, wall=p.wall),
        preview=PreviewPlan(subscriptions=p.subscriptions, seats=p.seats, wall=p.wall),
        checkout=StartCheckout(
            subscriptions=p.subscriptions,
            checkouts=p.checkouts,
            customers=customers,
            provider=p.provider,
            transaction=p.transaction,
            wall=p.wall,
            new_id=p.new_id,
            back_url=back_url,
        ),
        settle_checkout=SettleCheckout(
            subscriptions=p.subscriptions, provider=p.provider, follow=follow
        ),
        portal=OpenPortal(
            subscriptions=p.subscriptions,
            customers=customers,
            provider=p.provider,
            back_url=back_url,
        ),
        invoices=ListInvoices(subscriptions=p.subscriptions, provider=p.provider),
        open_invoice=OpenInvoice(subscriptions=p.subscriptions, provider=p.provider),
        rules=ReadSpendingRules(rules=p.rules),
        set_rules=SetSpendingRules(
            rules=p.rules, outbox=p.outbox, transaction=p.transaction, clock=p.clock
        ),
        take_notice=TakePaymentNotice(notices=p.notices, inbound=p.inbound, wall=p.wall),
        apply_notice=ApplyPaymentNotice(provider=p.provider, follow=follow),
        follow_due=FollowDue(subscriptions=p.subscriptions, follow=follow, wall=p.wall),
        top_up=TopUpCredits(
            rules=p.rules,
            wallets=p.wallets,
            subscriptions=p.subscriptions,
            top_ups=p.top_ups,
            provider=p.provider,
            follow=follow,
            transaction=p.transaction,
            wall=p.wall,
        ),
    )
