"""The pages of the second factor: setting it up, asking for a code at sign-in, asking for it no more."""

from flask import abort, flash, g, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from homestay.accounts import actions, queries, recovery
from homestay.accounts import second_factor as factor
from homestay.accounts.blueprint import pages
from homestay.accounts.entering import enter, half_in
from homestay.accounts.own_forms import CodeForm, ProveForm
from homestay.accounts.own_views import sheet_page, shown
from homestay.errors import Refusal
from homestay.qr import picture
from homestay.web.access import everybody, oneself
from homestay.web.addresses import safe_next
from homestay.web.asking import status_of
from homestay.web.proxies import visitor_address
from models.account import GUARDED_ROLES, Account

SECRET = "new_factor"  # noqa: S105 - the name of a field
"""The session's field with a secret that the phone has not shown a code of yet: its owner sees it on the screen anyway."""


@pages.route("/sign-in/code", methods=["GET", "POST"])
@everybody
def code() -> ResponseReturnValue:
    """Ask somebody whose password was right for a code of the phone or of the recovery sheet."""
    account = half_in()
    if account is None:
        return redirect(url_for("accounts.sign_in", next=safe_next()), 303)
    form, refusal = CodeForm(), None
    if request.method == "POST" and form.validate():
        try:
            factor.prove(account, form.code.data, visitor_address())
        except Refusal as no:
            refusal = no
        else:
            return enter(actions.start_session(account, request.user_agent.string))
    status = status_of(form, refusal)
    return render_template("accounts/code.html", typed=form, refusal=refusal, next=safe_next()), status


def own() -> Account:
    return queries.account_by(g.who.account_id) or abort(404)


@pages.route("/account/second-factor", methods=["GET", "POST"])
@oneself
def second_factor() -> ResponseReturnValue:
    """Show the code that the phone's app scans, and take the first one that it shows; then the recovery sheet is shown, this once."""
    account, form, refusal = own(), CodeForm(), None
    if account.totp_since:
        return render_template("accounts/second_factor_on.html", account=account, needed=needed(account), **state())
    secret = session.setdefault(SECRET, factor.new_secret())
    if request.method == "POST" and form.validate():
        try:
            codes = factor.turn_on(account.id, secret, form.code.data, g.who.token)
        except Refusal as no:
            refusal = no
        else:
            session.pop(SECRET)
            flash(_("From now on signing in asks for a code of the phone. Keep this sheet for the day when the phone is lost."), "done")
            return sheet_page(codes)
    scan = picture(factor.address_of(secret, account.username))
    return shown("accounts/second_factor.html", form, refusal, picture=scan, secret=secret, needed=g.who.lacks_factor)


def state() -> dict[str, object]:
    return {"codes": recovery.codes_left(g.who.account_id), "back": url_for("accounts.account"), "form": ProveForm(), "refusal": None}


def needed(account: Account) -> bool:
    """Say whether one of the person's roles may not be without a second factor."""
    return any(role.role in GUARDED_ROLES for role in queries.memberships_of(account.id))


@pages.post("/account/second-factor/off")
@oneself
def second_factor_off() -> ResponseReturnValue:
    account, form, refusal = own(), ProveForm(), None
    if account.totp_since is None:
        return redirect(url_for("accounts.second_factor"), 303)
    if needed(account):
        abort(403)
    if form.validate():
        try:
            recovery.prove(account.id, form.password.data, visitor_address())
            factor.turn_off(account.id)
        except Refusal as no:
            refusal = no
        else:
            flash(_("Signing in asks for no code any more."), "done")
            return redirect(url_for("accounts.account"), 303)
    page = render_template("accounts/second_factor_on.html", account=account, needed=False, **{**state(), "form": form, "refusal": refusal})
    return page, refusal.status if refusal else 422
