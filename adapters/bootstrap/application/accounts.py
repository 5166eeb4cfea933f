"""Ports → the use cases of `accounts`, written out by hand."""

from adapters.bootstrap.ports.accounts import AccountsPorts
from domain.accounts.usecases.accept_invitation import (
    AcceptInvitation,
    InvitationTaker,
    JoinWorkspace,
    ReadInvitation,
)
from domain.accounts.usecases.accept_policy import AcceptPolicy
from domain.accounts.usecases.add_member import AddMember
from domain.accounts.usecases.authenticate import Authenticate
from domain.accounts.usecases.change_locale import ChangeLocale
from domain.accounts.usecases.change_password import ChangePassword
from domain.accounts.usecases.close_workspace import AskClosure, RemindOfClosure, WithdrawClosure
from domain.accounts.usecases.confirm_email import ConfirmEmail
from domain.accounts.usecases.confirm_factor import ConfirmFactor
from domain.accounts.usecases.confirm_sign_up import ConfirmSignUp
from domain.accounts.usecases.end_sessions import EndOtherSessions, EndSession, ListSessions
from domain.accounts.usecases.give_factor import GiveFactor
from domain.accounts.usecases.invite_member import InviteMember
from domain.accounts.usecases.mailroom import Mailroom
from domain.accounts.usecases.person_check import PersonCheck
from domain.accounts.usecases.post_letter import PostLetter
from domain.accounts.usecases.read_own_data import ReadOwnData
from domain.accounts.usecases.report_abuse import ListAbuse, ReportAbuse, WeighAbuse
from domain.accounts.usecases.request_email_change import RequestEmailChange
from domain.accounts.usecases.request_reset import RequestReset
from domain.accounts.usecases.reset_password import ResetPassword
from domain.accounts.usecases.session_opener import SessionOpener
from domain.accounts.usecases.sign_in import SignIn
from domain.accounts.usecases.sign_in_throttle import SignInThrottle
from domain.accounts.usecases.sign_out import SignOut
from domain.accounts.usecases.sign_up import SignUp
from domain.accounts.usecases.start_factor import StartFactor
from domain.accounts.usecases.suspend_workspace import SuspendWorkspace, WatchWorkspaces
from domain.accounts.usecases.switch_workspace import ListWorkspaces, SwitchWorkspace
from domain.accounts.usecases.tell_members import TellMembers
from domain.accounts.usecases.tend_invitation import ResendInvitation, RevokeInvitation
from domain.accounts.usecases.tend_team import ChangeRole, ReadTeam, RemoveMember
from domain.application import AccountUseCases


def build_accounts(p: AccountsPorts) -> AccountUseCases:
    mailroom = Mailroom(
        letters=p.letters, cipher=p.cipher, outbox=p.outbox, wall=p.wall, new_id=p.new_id
    )
    throttle = SignInThrottle(counter=p.counter, identities=p.identities, wall=p.wall)
    check = PersonCheck(users=p.users, passwords=p.passwords, throttle=throttle)
    opener = SessionOpener(
        sessions=p.sessions,
        tokens=p.tokens,
        rule=p.rule,
        mailroom=mailroom,
        outbox=p.outbox,
        wall=p.wall,
        new_id=p.new_id,
    )
    taker = InvitationTaker(
        memberships=p.memberships,
        acceptances=p.acceptances,
        invitations=p.invitations,
        policy=p.policy,
        tokens=p.tokens,
        outbox=p.outbox,
        wall=p.wall,
        new_id=p.new_id,
    )
    return AccountUseCases(
        sign_up=SignUp(
            users=p.users,
            tickets=p.tickets,
            policy=p.policy,
            throttle=throttle,
            mailroom=mailroom,
            tokens=p.tokens,
            transaction=p.transaction,
            wall=p.wall,
        ),
        confirm_sign_up=ConfirmSignUp(
            users=p.users,
            workspaces=p.workspaces,
            memberships=p.memberships,
            acceptances=p.acceptances,
            tickets=p.tickets,
            passwords=p.passwords,
            policy=p.policy,
            credits=p.credits,
            opener=opener,
            rule=p.rule,
            tokens=p.tokens,
            outbox=p.outbox,
            transaction=p.transaction,
            wall=p.wall,
            new_id=p.new_id,
        ),
        sign_in=SignIn(
            users=p.users,
            workspaces=p.workspaces,
            memberships=p.memberships,
            passwords=p.passwords,
            throttle=throttle,
            opener=opener,
            rule=p.rule,
            transaction=p.transaction,
        ),
        sign_out=SignOut(sessions=p.sessions, tokens=p.tokens, wall=p.wall),
        authenticate=Authenticate(
            sessions=p.sessions,
            acceptances=p.acceptances,
            policy=p.policy,
            tokens=p.tokens,
            wall=p.wall,
        ),
        own_data=ReadOwnData(
            users=p.users,
            memberships=p.memberships,
            acceptances=p.acceptances,
            sessions=p.sessions,
            wall=p.wall,
        ),
        accept_policy=AcceptPolicy(
            sessions=p.sessions,
            acceptances=p.acceptances,
            policy=p.policy,
            outbox=p.outbox,
            transaction=p.transaction,
            wall=p.wall,
            new_id=p.new_id,
        ),
        start_factor=StartFactor(
            users=p.users,
            check=check,
            codes=p.codes,
            cipher=p.cipher,
            transaction=p.transaction,
            wall=p.wall,
        ),
        confirm_factor=ConfirmFactor(
            users=p.users,
            workspaces=p.workspaces,
            memberships=p.memberships,
            sessions=p.sessions,
            codes=p.codes,
            cipher=p.cipher,
            tokens=p.tokens,
            throttle=throttle,
            opener=opener,
            mailroom=mailroom,
            outbox=p.outbox,
            transaction=p.transaction,
            wall=p.wall,
        ),
        give_factor=GiveFactor(
            users=p.users,
            workspaces=p.workspaces,
            memberships=p.memberships,
            codes=p.codes,
            cipher=p.cipher,
            tokens=p.tokens,
            throttle=throttle,
            opener=opener,
            transaction=p.transaction,
            wall=p.wall,
        ),
        request_reset=RequestReset(
            users=p.users,
            tickets=p.tickets,
            throttle=throttle,
            mailroom=mailroom,
            tokens=p.tokens,
            transaction=p.transaction,
            wall=p.wall,
        ),
        reset_password=ResetPassword(
            users=p.users,
            sessions=p.sessions,
            tickets=p.tickets,
            passwords=p.passwords,
            mailroom=mailroom,
            tokens=p.tokens,
            transaction=p.transaction,
            wall=p.wall,
        ),
        change_password=ChangePassword(
            users=p.users,
            sessions=p.sessions,
            passwords=p.passwords,
            check=check,
            mailroom=mailroom,
            outbox=p.outbox,
            transaction=p.transaction,
            wall=p.wall,
        ),
        request_email_change=RequestEmailChange(
            users=p.users,
            tickets=p.tickets,
            check=check,
            throttle=throttle,
            mailroom=mailroom,
            tokens=p.tokens,
            transaction=p.transaction,
            wall=p.wall,
        ),
        confirm_email=ConfirmEmail(
            users=p.users,
            sessions=p.sessions,
            tickets=p.tickets,
            tokens=p.tokens,
            transaction=p.transaction,
            wall=p.wall,
        ),
        list_sessions=ListSessions(sessions=p.sessions, wall=p.wall),
        end_session=EndSession(sessions=p.sessions, wall=p.wall),
        end_other_sessions=EndOtherSessions(sessions=p.sessions, wall=p.wall),
        list_workspaces=ListWorkspaces(workspaces=p.workspaces, memberships=p.memberships),
        switch_workspace=SwitchWorkspace(
            users=p.users,
            workspaces=p.workspaces,
            memberships=p.memberships,
            opener=opener,
            transaction=p.transaction,
        ),
        change_locale=ChangeLocale(users=p.users, sessions=p.sessions, transaction=p.transaction),
        add_member=AddMember(
            users=p.users,
            workspaces=p.workspaces,
            memberships=p.memberships,
            acceptances=p.acceptances,
            passwords=p.passwords,
            policy=p.policy,
            outbox=p.outbox,
            transaction=p.transaction,
            wall=p.wall,
            new_id=p.new_id,
        ),
        read_team=ReadTeam(users=p.users, memberships=p.memberships, invitations=p.invitations),
        change_role=ChangeRole(
            users=p.users,
            workspaces=p.workspaces,
            memberships=p.memberships,
            sessions=p.sessions,
            mailroom=mailroom,
            outbox=p.outbox,
            transaction=p.transaction,
            wall=p.wall,
        ),
        remove_member=RemoveMember(
            memberships=p.memberships,
            sessions=p.sessions,
            outbox=p.outbox,
            transaction=p.transaction,
            wall=p.wall,
        ),
        invite_member=InviteMember(
            users=p.users,
            workspaces=p.workspaces,
            memberships=p.memberships,
            invitations=p.invitations,
            mailroom=mailroom,
            tokens=p.tokens,
            outbox=p.outbox,
            transaction=p.transaction,
            wall=p.wall,
            new_id=p.new_id,
        ),
        resend_invitation=ResendInvitation(
            users=p.users,
            workspaces=p.workspaces,
            invitations=p.invitations,
            throttle=throttle,
            mailroom=mailroom,
            tokens=p.tokens,
            transaction=p.transaction,
            wall=p.wall,
        ),
        revoke_invitation=RevokeInvitation(
            invitations=p.invitations, outbox=p.outbox, transaction=p.transaction, wall=p.wall
        ),
        read_invitation=ReadInvitation(
            users=p.users,
            workspaces=p.workspaces,
            invitations=p.invitations,
            tokens=p.tokens,
            wall=p.wall,
        ),
        accept_invitation=AcceptInvitation(
            users=p.users,
            workspaces=p.workspaces,
            passwords=p.passwords,
            policy=p.policy,
            taker=taker,
            opener=opener,
            rule=p.rule,
            transaction=p.transaction,
            wall=p.wall,
            new_id=p.new_id,
        ),
        join_workspace=JoinWorkspace(
            users=p.users,
            workspaces=p.workspaces,
            taker=taker,
            opener=opener,
            transaction=p.transaction,
        ),
        ask_closure=AskClosure(
            users=p.users,
            workspaces=p.workspaces,
            sessions=p.sessions,
            check=check,
            mailroom=mailroom,
            outbox=p.outbox,
            transaction=p.transaction,
            wall=p.wall,
        ),
        remind_of_closure=RemindOfClosure(
            users=p.users,
            workspaces=p.workspaces,
            memberships=p.memberships,
            mailroom=mailroom,
            sealer=p.sealer,
            transaction=p.transaction,
            wall=p.wall,
        ),
        suspend=SuspendWorkspace(
            users=p.users,
            workspaces=p.workspaces,
            memberships=p.memberships,
            sessions=p.sessions,
            mailroom=mailroom,
            outbox=p.outbox,
            transaction=p.transaction,
            wall=p.wall,
        ),
        watched=WatchWorkspaces(workspaces=p.workspaces),
        report_abuse=ReportAbuse(
            reports=p.abuse,
            senders=p.reported,
            sealer=p.sealer,
            outbox=p.outbox,
            transaction=p.transaction,
            wall=p.wall,
            new_id=p.new_id,
        ),
        weigh_abuse=WeighAbuse(reports=p.abuse, wall=p.wall),
        list_abuse=ListAbuse(reports=p.abuse),
        withdraw_closure=WithdrawClosure(
            workspaces=p.workspaces,
            sessions=p.sessions,
            outbox=p.outbox,
            transaction=p.transaction,
            wall=p.wall,
        ),
        tell_members=TellMembers(
            users=p.users,
            workspaces=p.workspaces,
            memberships=p.memberships,
            mailroom=mailroom,
            transaction=p.transaction,
        ),
        post_letter=PostLetter(letters=p.letters, postman=p.postman, cipher=p.cipher, wall=p.wall),
    )
