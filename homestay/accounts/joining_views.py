"""The pages behind an invitation's link: who invites to what; a new account, or the one that one has."""

from flask import redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from homestay.accounts import actions, invitations
from homestay.accounts.blueprint import pages
from homestay.accounts.entering import enter
from homestay.accounts.invitations import NewPerson
from homestay.accounts.people_forms import NewPersonForm
from homestay.accounts.words import ROLE_WORDS
from homestay.errors import Refusal
from homestay.web.access import everybody, oneself
from homestay.web.proxies import visitor_address


@pages.get("/invitations/<secret>")
@everybody
def join(secret: str) -> ResponseReturnValue:
    return joining_page(secret, NewPersonForm())


def joining_page(secret: str, form: NewPersonForm, status: int = 200, refusal: Refusal | None = None) -> ResponseReturnValue:
    found = invitations.opened(secret, visitor_address())
    page = render_template(
        "accounts/join.html",
        typed=form,
        secret=secret,
        role=ROLE_WORDS[found.Invitation.role],
        place=found.Homestay or found.Village,
        by=found.by,
        me=current_user if current_user.is_authenticated else None,
        refusal=refusal,
    )
    return page, status, {"Referrer-Policy": "no-referrer"}


@pages.post("/invitations/<secret>")
@everybody
def join_as_new(secret: str) -> ResponseReturnValue:
    form = NewPersonForm()
    if not form.validate():
        return joining_page(secret, form, 422)
    person = NewPerson(form.name.data, form.username.data, form.password.data)
    try:
        account, membership_id = invitations.accept_as_new(secret, visitor_address(), person)
    except invitations.InvitationOver:
        raise
    except Refusal as refusal:
        return joining_page(secret, form, refusal.status, refusal)
    return enter(actions.start_session(account, request.user_agent.string, membership_id))


@pages.post("/invitations/<secret>/accept")
@oneself
def accept(secret: str) -> ResponseReturnValue:
    """Give the role to the account that is signed in, and let this device work in it."""
    membership_id = invitations.accept(secret, visitor_address(), current_user.account_id)
    actions.work_as(current_user.get_id(), current_user.account_id, membership_id)
    session.pop("links", None)
    return redirect(url_for("today.show"), 303)
