"""The pages of a forgotten password: the recovery sheet, and the link that the administrator gives."""

from uuid import UUID

from flask import flash, g, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from homestay.accounts import people_queries, recovery
from homestay.accounts.blueprint import pages
from homestay.accounts.own_forms import NewPasswordForm, PasswordLinkForm, RecoverForm
from homestay.accounts.people_views import place_of
from homestay.accounts.recovery import LinkOver
from homestay.errors import Refusal
from homestay.qr import picture
from homestay.web.access import everybody, who
from homestay.web.addresses import whole_address
from homestay.web.asking import status_of
from homestay.web.calling import help_phone
from homestay.web.proxies import visitor_address

KEPT = "password_links"
"""The session's field with the links that this device made, by the role's id."""
SHOWN = 3


def renewed() -> ResponseReturnValue:
    """Lead to signing in with the new password; nothing of the session before stays."""
    session.clear()
    flash(_("The new password is kept, and all devices are signed out. Sign in with it."), "done")
    return redirect(url_for("accounts.sign_in"), 303)


@pages.route("/sign-in/forgotten", methods=["GET", "POST"])
@everybody
def forgotten() -> ResponseReturnValue:
    form, refusal = RecoverForm(), None
    if request.method == "POST" and form.validate():
        try:
            recovery.recover(form.username.data, form.code.data, form.new_password.data, visitor_address())
        except Refusal as no:
            refusal = no
        else:
            return renewed()
    status = status_of(form, refusal)
    return render_template("accounts/forgotten.html", typed=form, refusal=refusal, phone=help_phone()), status


@pages.route("/new-password/<password_secret>", methods=["GET", "POST"])
@everybody
def new_password(password_secret: str) -> ResponseReturnValue:
    form, refusal = NewPasswordForm(), None
    if request.method == "POST" and form.validate():
        try:
            recovery.renew_by_link(password_secret, form.new_password.data, visitor_address())
        except LinkOver:
            raise
        except Refusal as no:
            refusal = no
        else:
            return renewed()
    account = recovery.opened_link(password_secret, visitor_address())
    status = status_of(form, refusal)
    page = render_template("accounts/new_password.html", typed=form, refusal=refusal, secret=password_secret, account=account)
    return page, status, {"Referrer-Policy": "no-referrer"}


@pages.route("/people/<uuid:membership_id>/new-password", methods=["GET", "POST"])
@who("administrator")
def password_link(membership_id: UUID) -> ResponseReturnValue:
    """Make a link with which somebody chooses a new password, and show it on this device."""
    place, form = place_of(membership_id), PasswordLinkForm()
    membership, _place = people_queries.member_of([place], membership_id)
    if request.method == "POST" and form.validate():
        made = recovery.make_link(g.who.village, membership.account_id, g.who.account_id, bool(form.drops_factor.data))
        session[KEPT] = dict([*session.get(KEPT, {}).items(), (str(membership_id), made)][-SHOWN:])
        return redirect(url_for("accounts.password_link", membership_id=membership_id), 303)
    token = session.get(KEPT, {}).get(str(membership_id))
    link = whole_address("accounts.new_password", password_secret=token) if token else None
    page = render_template(
        "accounts/password_link.html",
        form=form,
        account=membership.account,
        address=link,
        picture=picture(link) if link else None,
        back=url_for("accounts.member", membership_id=membership_id),
    )
    return page, status_of(form)
