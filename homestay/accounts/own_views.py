"""The pages about one's own account: password, recovery sheet, signed-in devices."""

from typing import Any

from flask import abort, flash, g, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from homestay.accounts import devices, queries, recovery
from homestay.accounts.blueprint import pages
from homestay.accounts.own_forms import ChangePasswordForm, ProveForm
from homestay.accounts.words import ROLE_WORDS, device_words
from homestay.errors import Refusal
from homestay.web.access import oneself
from homestay.web.asking import status_of
from homestay.web.forms import Form
from homestay.web.proxies import visitor_address

HASH_DIGITS = 64


def shown(template: str, form: Form, refusal: Refusal | None = None, **more: Any) -> ResponseReturnValue:
    """Show a form of one's own account, again with what was wrong."""
    status = status_of(form, refusal)
    own = queries.account_by(g.who.account_id) or abort(404)
    said = {"form": form, "refusal": refusal, "username": own.username, "back": url_for("accounts.account")}
    return render_template(template, **said, **more), status


@pages.get("/account")
@oneself
def account() -> ResponseReturnValue:
    own = queries.account_by(g.who.account_id) or abort(404)
    return render_template(
        "accounts/account.html",
        account=own,
        role=ROLE_WORDS.get(g.who.role),
        codes=recovery.codes_left(own.id),
        locks_after=g.who.locks_after,
    )


@pages.route("/account/password", methods=["GET", "POST"])
@oneself
def password() -> ResponseReturnValue:
    form, refusal = ChangePasswordForm(), None
    if request.method == "POST" and form.validate():
        try:
            recovery.change_password(g.who.account_id, form.password.data, form.new_password.data, (g.who.token, visitor_address()))
        except Refusal as no:
            refusal = no
        else:
            flash(_("The password is changed. All other devices are signed out."), "done")
            return redirect(url_for("accounts.account"), 303)
    return shown("accounts/password.html", form, refusal)


@pages.route("/account/recovery-sheet", methods=["GET", "POST"])
@oneself
def recovery_sheet() -> ResponseReturnValue:
    """Ask for the password, then show the new codes, this once."""
    form, refusal = ProveForm(), None
    if request.method == "POST" and form.validate():
        try:
            return sheet_page(recovery.print_sheet(g.who.account_id, form.password.data, visitor_address()))
        except Refusal as no:
            refusal = no
    return shown("accounts/recovery_sheet.html", form, refusal, left=recovery.codes_left(g.who.account_id))


def sheet_page(codes: list[str]) -> ResponseReturnValue:
    """Show the codes of a recovery sheet to be printed or written down; they are kept nowhere."""
    own = queries.account_by(g.who.account_id) or abort(404)
    return render_template("accounts/codes.html", codes=codes, account=own, back=url_for("accounts.account"))


@pages.get("/account/devices")
@oneself
def own_devices() -> ResponseReturnValue:
    found = devices.devices_of(g.who.account_id, g.who.token)
    return render_template("accounts/own_devices.html", devices=found, words=device_words, back=url_for("accounts.account"))


@pages.post("/account/devices/end")
@oneself
def end_device() -> ResponseReturnValue:
    key = request.form.get("device", "")
    if len(key) != HASH_DIGITS or not set(key) <= set("0123456789abcdef"):
        abort(404)
    devices.end_device(g.who.account_id, bytes.fromhex(key))
    flash(_("That device is signed out."), "done")
    return redirect(url_for("accounts.own_devices"), 303)


@pages.post("/account/devices/end-all")
@oneself
def end_all_devices() -> ResponseReturnValue:
    devices.end_all(g.who.account_id)
    session.clear()
    flash(_("All devices are signed out, this one too."), "done")
    return redirect(url_for("accounts.sign_in"), 303)
