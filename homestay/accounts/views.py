"""Pages to sign in and out, to set the system up, and to choose the language."""

from flask import abort, current_app, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from homestay.accounts import actions, factor_views, joining_views, lock_views, own_views, people_views, queries, recovery_views
from homestay.accounts.blueprint import pages
from homestay.accounts.entering import begin, enter
from homestay.accounts.forms import SetUpForm, SignInForm
from homestay.config import LANGUAGES
from homestay.errors import Refusal
from homestay.web.access import everybody, oneself
from homestay.web.addresses import safe_next
from homestay.web.calling import help_phone
from homestay.web.forms import uuids
from homestay.web.language import COOKIE
from homestay.web.proxies import visitor_address

__all__ = ["factor_views", "joining_views", "lock_views", "own_views", "pages", "people_views", "recovery_views"]
A_YEAR = 365 * 24 * 3600


@pages.get("/sign-in")
@everybody
def sign_in() -> ResponseReturnValue:
    if not queries.is_set_up():
        return redirect(url_for("accounts.set_up"))
    return sign_in_page(SignInForm())


def sign_in_page(form: SignInForm, status: int = 200, refusal: Refusal | None = None) -> ResponseReturnValue:
    page = render_template("accounts/sign_in.html", typed=form, refusal=refusal, next=safe_next(), phone=help_phone())
    return page, status


@pages.post("/sign-in")
@everybody
def sign_in_now() -> ResponseReturnValue:
    form = SignInForm()
    if not form.validate():
        return sign_in_page(form, 422)
    try:
        account = actions.check_password(form.username.data, form.password.data, visitor_address())
    except Refusal as refusal:
        return sign_in_page(form, refusal.status, refusal)
    return begin(account)


@pages.post("/sign-out")
@everybody
def sign_out() -> ResponseReturnValue:
    if current_user.is_authenticated:
        actions.sign_out(current_user.get_id())
    session.clear()
    answer = redirect(safe_next() or url_for("accounts.sign_in"), 303)
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer


@pages.get("/set-up")
@everybody
def set_up() -> ResponseReturnValue:
    if queries.is_set_up():
        return redirect(url_for("accounts.sign_in"))
    return render_template("accounts/set_up.html", typed=SetUpForm(), refusal=None)


@pages.post("/set-up")
@everybody
def set_up_now() -> ResponseReturnValue:
    form = SetUpForm()
    if not form.validate():
        return render_template("accounts/set_up.html", typed=form, refusal=None), 422
    try:
        account = actions.set_up(form.code.data, first_house(form))
    except Refusal as refusal:
        return render_template("accounts/set_up.html", typed=form, refusal=refusal), refusal.status
    return enter(actions.start_session(account, request.user_agent.string))


def first_house(form: SetUpForm) -> actions.FirstHouse:
    said = {name: value for name, value in form.data.items() if name in actions.FirstHouse.__annotations__}
    return actions.FirstHouse(**said)


@pages.post("/language")
@everybody
def choose_language() -> ResponseReturnValue:
    language = request.form.get("language", "")
    if language not in LANGUAGES:
        abort(400, _("There is no such language."))
    answer = redirect(safe_next() or url_for("accounts.sign_in"), 303)
    answer.set_cookie(COOKIE, language, max_age=A_YEAR, secure=current_app.config["HTTPS"], httponly=True, samesite="Lax")
    return answer


@pages.post("/work-as")
@oneself
def work_as() -> ResponseReturnValue:
    for membership_id in uuids(request.form.getlist("membership"))[:1]:
        actions.work_as(current_user.get_id(), current_user.account_id, membership_id)
    return redirect(url_for("today.show"), 303)
