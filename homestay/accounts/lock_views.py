"""The pages of the lock: choosing a PIN, locking an open device, and coming back."""

from flask import abort, flash, g, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from homestay.accounts import devices
from homestay.accounts.blueprint import pages
from homestay.accounts.devices import SignedOut
from homestay.accounts.own_forms import LockForm, PinForm, UnlockForm
from homestay.accounts.own_views import shown
from homestay.errors import Refusal
from homestay.web.access import everybody, oneself
from homestay.web.addresses import safe_next
from homestay.web.error_pages import SECRET
from homestay.web.forms import NOT_SAID
from homestay.web.proxies import visitor_address

NOT_CARRIED = NOT_SAID | SECRET
"""What is typed here, what the page makes anew, and what stands on no page: it is typed once more."""


@pages.route("/account/pin", methods=["GET", "POST"])
@oneself
def pin() -> ResponseReturnValue:
    form, refusal = PinForm(), None
    if request.method == "POST" and form.validate():
        try:
            devices.choose_pin(g.who.account_id, form.pin.data, form.password.data, visitor_address())
        except Refusal as no:
            refusal = no
        else:
            flash(_("The PIN is kept. Now this device can be locked."), "done")
            return redirect(url_for("accounts.pin"), 303)
    lock = LockForm(formdata=None, minutes=str(g.who.locks_after or 0))
    return shown("accounts/pin.html", form, refusal, lock=lock, has_pin=g.who.has_pin)


@pages.post("/account/lock-after")
@oneself
def lock_after() -> ResponseReturnValue:
    form = LockForm()
    if not form.validate():
        abort(400, _("Choose one of these times."))
    devices.lock_after(g.who.token, int(form.minutes.data))
    flash(_("So it is kept for this device."), "done")
    return redirect(url_for("accounts.account"), 303)


@pages.post("/lock")
@oneself
def lock() -> ResponseReturnValue:
    """Lock this device; without a PIN nobody could open it, so one is chosen first."""
    if not g.who.has_pin:
        return redirect(url_for("accounts.pin"), 303)
    devices.lock(g.who.token)
    return redirect(url_for("accounts.locked", next=safe_next()), 303)


@pages.route("/locked", methods=["GET", "POST"])
@everybody
def locked() -> ResponseReturnValue:
    """Ask for the PIN. What another page was sent meanwhile comes along by 307, and goes on by 307 once the PIN was right."""
    person = current_user if current_user.is_authenticated else None
    if person is None or not person.is_locked:
        return go_on()
    form, refusal = UnlockForm(), None
    if "pin_now" in request.form and form.validate():
        try:
            devices.unlock(person.account_id, person.token, form.pin_now.data, visitor_address())
        except SignedOut as out:
            session.clear()
            flash(out.message, "late")
            return redirect(url_for("accounts.sign_in", next=safe_next()), 303)
        except Refusal as no:
            refusal = no
        else:
            return go_on()
    status = refusal.status if refusal else 422 if form.errors and "pin_now" in request.form else 200
    return render_template("accounts/locked.html", typed=form, refusal=refusal, me=person, next=safe_next(), carried=carried()), status


def go_on() -> ResponseReturnValue:
    """Lead to the page that was asked for, with what was sent to it."""
    return redirect(safe_next() or url_for("today.show"), 307 if carried() else 303)


def carried() -> list[tuple[str, str]]:
    """Return what was sent to another page while the device was locked."""
    return [(name, value) for name in request.form for value in request.form.getlist(name) if name not in NOT_CARRIED]
