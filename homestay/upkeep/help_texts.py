"""What each page is for, in two or three sentences with a picture: the help behind "?" (trợ giúp)."""

from typing import Any, NamedTuple

from flask_babel import lazy_gettext as _l


class Help(NamedTuple):
    """The name of a picture in static/img/help, and the words beside it."""

    picture: str
    words: Any


HELP: dict[str, Help] = {
    "today.show": Help(
        "today",
        _l(
            "Everything of this day on one page: who comes, who is here, who leaves, what is free. Each row has "
            "the one button it needs. The clock on top says how many guests are not declared and how long still."
        ),
    ),
    "today.rooms": Help(
        "today",
        _l(
            "Each room in one word: who leaves today, where guests are, who comes, what is to be cleaned. Press when "
            "cleaning begins and when it is done. What was pressed by mistake can be taken back."
        ),
    ),
    "today.cleaning_list": Help(
        "today",
        _l(
            "The rooms with work today, to print or to read on a phone: who leaves, who comes, what they asked for. "
            "Tick the box with a pen, then press “Cleaned” on the room board."
        ),
    ),
    "bookings": Help(
        "booking",
        _l(
            "Here one booking is changed. Look at the days and places on top, change what is wrong, then press "
            "the button at the bottom. Nothing is saved before you press it."
        ),
    ),
    "bookings.calendar": Help(
        "calendar",
        _l(
            "Rooms from top to bottom, days from left to right, one bar for each stay. Press an empty night to "
            "book it, press a bar to open the booking."
        ),
    ),
    "bookings.list_bookings": Help(
        "list",
        _l("All bookings by the day the guests come. Choose a word on top to see only those, such as the held ones."),
    ),
    "bookings.new": Help(
        "booking",
        _l(
            "For guests who come on another day. Choose the days, then a free place, then write the name and the "
            "phone. Places that are taken are not offered."
        ),
    ),
    "bookings.show": Help(
        "booking",
        _l(
            "One booking with its guests, nights and money. The big button is the next thing to do. What was done"
            " by mistake can be taken back for ten minutes."
        ),
    ),
    "bookings.move": Help(
        "calendar",
        _l(
            "Guests go to another place, from the night you choose on. Only free places are offered. The old "
            "place is free again from then on."
        ),
    ),
    "bookings.dates": Help(
        "calendar",
        _l("Guests come or leave on another day. If somebody else has the nights, nothing is changed and you are told who."),
    ),
    "bookings.hold": Help(
        "booking",
        _l("A held booking keeps its nights only until the hour you choose. After it the nights are free for others again."),
    ),
    "bookings.cancel": Help(
        "booking",
        _l(
            "The nights are free again at once, the booking stays in the list as cancelled. Money that was paid "
            "stays written down until you give it back."
        ),
    ),
    "bookings.tell": Help(
        "list",
        _l("Who did what with this booking, and when, the latest on top. Nobody can change these lines."),
    ),
    "bookings.walk_in": Help(
        "steps",
        _l("Guests stand at the door. Four short steps: place, nights, guests, money. You can go back at any time, what was typed stays."),
    ),
    "bookings.walk_in_nights": Help(
        "steps",
        _l("How many nights and how many people. Press plus and minus; only as many nights are offered as the place is free."),
    ),
    "bookings.walk_in_guests": Help(
        "steps",
        _l("Write the name now, or let it be and fill in the papers later. They must be here before the guests are declared."),
    ),
    "bookings.walk_in_money": Help(
        "money",
        _l("The price is counted for you. Say whether they pay now or later; with a bank account the guest can scan the code."),
    ),
    "bookings.before_check_out": Help(
        "money",
        _l(
            "Before they go: what is still to pay, and whether all nights were used. Then press the button, and "
            "the room waits to be cleaned."
        ),
    ),
    "guests": Help(
        "card",
        _l(
            "Type what stands on the card or passport, then look whether it is the same. A guest who was here before "
            "is found by the number. The number is kept locked and shown to nobody else."
        ),
    ),
    "declarations": Help(
        "sheet",
        _l(
            'Every guest is declared to the commune police in time; the clock says how long still. Press a "?" to'
            " fill in what is missing, then download the file and send it in."
        ),
    ),
    "declarations.commune": Help(
        "sheet",
        _l("The lists that the homestays of the commune have sent, newest first. Open one to read who stays where."),
    ),
    "money": Help(
        "money",
        _l(
            "Write down what was really paid or what comes on top, such as meals. A wrong line is not deleted: "
            "take it back with a reason, then both can be read."
        ),
    ),
    "reports": Help(
        "month",
        _l("The month in numbers, as the statistics office counts them. Press a number to see the rows behind it."),
    ),
    "places": Help(
        "house",
        _l(
            "Rooms, places and their prices. A new price counts only for new bookings. Nights can be closed for "
            "repair or family, then nobody sells them."
        ),
    ),
    "feeds": Help(
        "link",
        _l(
            "A link tells a listing site which nights are taken, never who sleeps there. Copy it and paste it on "
            "the site. A link taken back stops at once."
        ),
    ),
    "public": Help(
        "phone",
        _l(
            "The words can be copied into Zalo. With a page of their own the guests see the booking as it stands,"
            " pay the deposit by a code and find the way."
        ),
    ),
    "books": Help(
        "list",
        _l(
            "Everything of the house in one Excel workbook: the old notebook comes in, everything goes out again. "
            "Before anything is taken in you see what comes and what is wrong."
        ),
    ),
    "village": Help(
        "month",
        _l("The numbers of all homestays together, without any guest's name. One house's money is shown only if its owner agreed."),
    ),
    "accounts": Help(
        "person",
        _l(
            "Your account and who works here. Never give your password to anybody: invite people, so that "
            "everybody has a name of their own."
        ),
    ),
    "accounts.sign_in": Help(
        "person",
        _l(
            "Write the name and the password you were given. After ten wrong tries wait a quarter of an hour. "
            "Without the password, press the line below."
        ),
    ),
    "accounts.pin": Help(
        "person",
        _l(
            "The PIN brings you back to a tablet that lies open, without the long password. It works only on "
            "devices where you have signed in."
        ),
    ),
    "accounts.second_factor": Help(
        "phone",
        _l("Besides the password an app on your phone gives six digits. So nobody gets in with the password alone."),
    ),
    "accounts.recovery_sheet": Help(
        "sheet",
        _l(
            "Eight codes on paper, each good once, for the day you forget the password. Print the sheet and keep it"
            " at home, not beside the tablet."
        ),
    ),
    "upkeep": Help(
        "today",
        _l(
            "Everything that has no tab of its own: rooms, links, people, language, signing out. Who needs help "
            "finds the number to call here too."
        ),
    ),
}
"""Help by view; a page without its own gets that of its capability."""


def help_of(view: str | None) -> Help | None:
    """Return the help of a page, or of its part of the book; None when there is no such page."""
    return HELP.get(view or "") or HELP.get((view or "").partition(".")[0])
