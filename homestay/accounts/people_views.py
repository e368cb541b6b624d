"""The pages of people: who works in a house or for the village, invitations, rights; for owners and the administrator."""

from uuid import UUID

from flask import abort, flash, g, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from homestay.accounts import invitations
from homestay.accounts import people as changes
from homestay.accounts import people_queries as queries
from homestay.accounts.blueprint import pages
from homestay.accounts.invitations import Wish
from homestay.accounts.people_forms import InviteToHouseForm, InviteToVillageForm, NewHouseForm, RightsForm
from homestay.accounts.people_queries import Workplace
from homestay.accounts.words import RIGHT_WORDS, ROLE_WORDS
from homestay.qr import picture
from homestay.web.access import who
from homestay.web.addresses import whole_address
from homestay.web.asking import status_of
from homestay.web.forms import uuids
from models.account import Role
from models.homestay import Homestay

SHOWN = 3
"""How many new links a device remembers, to show them again."""


def place() -> Workplace:
    """Return where people are looked after: the owner's house, the administrator's village, or the house of it that the address names."""
    own: Workplace = g.who.homestay or g.who.village
    if g.who.homestay is not None or "house" not in request.values:
        return own
    return queries.house_of(g.who.village, next(iter(uuids([request.values["house"]])), None) or abort(404))


def house_key(where: Workplace) -> UUID | None:
    """Return the house that addresses of the administrator name; nothing for the owner, who has one."""
    return where.id if isinstance(where, Homestay) and g.who.homestay is None else None


def place_of(membership_id: UUID) -> Workplace:
    """Return the place of somebody's role, among those that the person who asks looks after. Raises: NotFound."""
    own: Workplace = g.who.homestay or g.who.village
    house = queries.home_of(g.who.village, membership_id) if g.who.homestay is None else None
    return queries.member_of([own, *([house] if house else [])], membership_id)[1]


def people_page(where: Workplace) -> str:
    """Return the address of the people of a place."""
    return url_for("accounts.people", house=house_key(where))


@pages.get("/people")
@who("owner", "administrator")
def people() -> ResponseReturnValue:
    where = place()
    return render_template(
        "accounts/people.html",
        place=where,
        house_key=house_key(where),
        people=queries.people_of(where),
        invitations=queries.open_invitations(where),
        houses=[] if isinstance(where, Homestay) else queries.houses_of(where),
        roles=ROLE_WORDS,
        rights=RIGHT_WORDS,
    )


@pages.route("/people/new", methods=["GET", "POST"])
@who("owner", "administrator")
def invite() -> ResponseReturnValue:
    where = place()
    form = InviteToHouseForm() if isinstance(where, Homestay) else InviteToVillageForm()
    if request.method == "POST" and form.validate():
        rights = frozenset(form.rights.data or ()) if isinstance(form, InviteToHouseForm) else frozenset()
        return made(where, *invitations.invite(where, Wish(Role(form.role.data), form.whom.data, rights), g.who.account_id))
    page = render_template("accounts/invite.html", form=form, place=where, house_key=house_key(where), back=people_page(where))
    return page, status_of(form)


def made(where: Workplace, invitation_id: UUID, token: str) -> ResponseReturnValue:
    """Remember the link on this device alone, and show it."""
    links = {**session.get("links", {}), str(invitation_id): token}
    session["links"] = dict(list(links.items())[-SHOWN:])
    return redirect(url_for("accounts.invitation", invitation_id=invitation_id, house=house_key(where)), 303)


@pages.route("/people/houses/new", methods=["GET", "POST"])
@who("administrator")
def new_house() -> ResponseReturnValue:
    form = NewHouseForm()
    if request.method == "POST" and form.validate():
        house = (form.house.data, form.phone.data)
        return made(*invitations.invite_with_house(g.who.village, house, form.whom.data, g.who.account_id))
    return render_template("accounts/new_house.html", form=form, back=url_for("accounts.people")), status_of(form)


@pages.get("/people/invitations/<uuid:invitation_id>")
@who("owner", "administrator")
def invitation(invitation_id: UUID) -> ResponseReturnValue:
    where = place()
    found = queries.invitation_at(where, invitation_id)
    token = session.get("links", {}).get(str(invitation_id))
    address = joining_address(token) if token else None
    return render_template(
        "accounts/invitation.html",
        invitation=found,
        place=where,
        house_key=house_key(where),
        address=address,
        picture=picture(address) if address else None,
        roles=ROLE_WORDS,
        back=people_page(where),
    )


def joining_address(token: str) -> str:
    """Return the whole address of an invitation, to be scanned or sent."""
    return whole_address("accounts.join", secret=token)


@pages.post("/people/invitations/<uuid:invitation_id>/withdraw")
@who("owner", "administrator")
def withdraw(invitation_id: UUID) -> ResponseReturnValue:
    where = place()
    invitations.withdraw(where, invitation_id)
    flash(_("The invitation is taken back. Its link lets nobody in any more."), "done")
    return redirect(people_page(where), 303)


@pages.route("/people/<uuid:membership_id>", methods=["GET", "POST"])
@who("owner", "administrator")
def member(membership_id: UUID) -> ResponseReturnValue:
    where = place_of(membership_id)
    form = RightsForm()
    if request.method == "POST" and form.validate():
        changes.give_rights(where, membership_id, frozenset(form.rights.data or ()))
        flash(_("The rights are changed."), "done")
        return redirect(people_page(where), 303)
    membership, _place = queries.member_of([where], membership_id)
    if request.method == "GET":
        form.rights.data = [right for right in RIGHT_WORDS if getattr(membership, right)]
    page = render_template(
        "accounts/member.html",
        form=form,
        member=membership,
        account=membership.account,
        place=where,
        roles=ROLE_WORDS,
        back=people_page(where),
    )
    return page, status_of(form)


@pages.post("/people/<uuid:membership_id>/remove")
@who("owner", "administrator")
def remove(membership_id: UUID) -> ResponseReturnValue:
    where = place_of(membership_id)
    changes.take_role_away(where, membership_id)
    flash(_("Done. That person no longer works here."), "done")
    gone = membership_id == g.who.membership_id
    return redirect(url_for("today.show") if gone else people_page(where), 303)
