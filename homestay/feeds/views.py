"""Pages of calendar links, and the calendars themselves."""

from uuid import UUID

from flask import Blueprint, Response, abort, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from homestay import clock
from homestay.bookings import holding
from homestay.feeds import actions, queries
from homestay.feeds.actions import Calendar
from homestay.feeds.forms import PublishForm
from homestay.feeds.publishing import Published, published
from homestay.feeds.words import channel_word, reading
from homestay.tokens import is_short_token
from homestay.web.access import everybody, here, who
from homestay.web.addresses import whole_address
from homestay.web.asking import status_of
from homestay.web.forms import choices as choices_of
from homestay.web.forms import once
from models.feed import FeedOut

pages = Blueprint("feeds", __name__)
RETRY_SECONDS = 300


@pages.get("/feeds")
@who("owner")
def show() -> ResponseReturnValue:
    return render_template(
        "feeds/show.html",
        feeds=queries.feeds_of(here()),
        address=address,
        channel_word=channel_word,
        reading=lambda feed: reading(feed.last_read_at, clock.now()),
    )


def address(feed: FeedOut) -> str:
    """Return the whole address of a link, to be copied."""
    return whole_address("feeds.calendar", token=feed.token)


@pages.route("/feeds/new", methods=["GET", "POST"])
@who("owner")
def publish() -> ResponseReturnValue:
    form = PublishForm()
    choices = queries.calendar_choices(here())
    form.calendar.choices = choices_of({value: name for value, name, _kind in choices})
    if request.method == "POST" and form.validate():
        once(lambda: str(actions.publish(here(), chosen(form)).id))
        flash(_("The link is ready. Copy it and paste it on the listing site."), "done")
        return redirect(url_for("feeds.show"), 303)
    return render_template("feeds/new.html", form=form, choices=choices), status_of(form)


def chosen(form: PublishForm) -> Calendar:
    kind, _colon, key = form.calendar.data.partition(":")
    return Calendar(
        room_id=UUID(key) if kind == "room" else None,
        unit_id=UUID(key) if kind == "unit" else None,
        channel=form.channel.data,
    )


@pages.post("/feeds/<uuid:feed_id>/revoke")
@who("owner")
def revoke(feed_id: UUID) -> ResponseReturnValue:
    def take_back() -> str:
        actions.revoke(here(), feed_id)
        return str(feed_id)

    once(take_back)
    flash(_("The link is taken back. Nobody can read it any more."), "done")
    return redirect(url_for("feeds.show"), 303)


@pages.get("/ical/<token>.ics")
@everybody
def calendar(token: str) -> ResponseReturnValue:
    """Answer a listing site: the calendar, or 304 when it knows it; 503 on any trouble, never an empty calendar."""
    if not is_short_token(token):
        abort(404)
    try:
        found = queries.feed_of(token)
        if found and found.is_behind:
            holding.catch_up(found.Homestay)
            found = queries.feed_of(token)
        made = published(found.FeedOut, found.Homestay) if found else None
    except Exception:  # a site that hears "nothing booked" opens every night for sale
        current_app.logger.exception("calendar %s… failed", token[:4])
        return Response(status=503, headers={"Retry-After": str(RETRY_SECONDS)})
    if found is None or made is None:
        abort(404)
    answer = answered(made)
    actions.note_read(found.FeedOut, request.user_agent.string)
    return answer


def answered(made: Published) -> Response:
    """Return the calendar, or 304. No Last-Modified: a cancelled booking would make the newest change look old, and a site keep it."""
    answer = Response(made.content, mimetype="text/calendar")
    answer.set_etag(made.etag)
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.headers["Content-Disposition"] = 'inline; filename="calendar.ics"'
    answer.headers["X-Robots-Tag"] = "noindex"
    answer.headers["Referrer-Policy"] = "no-referrer"
    answer.make_conditional(request)
    return answer
