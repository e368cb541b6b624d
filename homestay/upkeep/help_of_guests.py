"""What help says of guests: their papers, their declarations, their money, what is sent to them."""

from flask_babel import lazy_gettext as _l

from homestay.upkeep.help_word import Help

GUESTS: dict[str, Help] = {
    "guests": Help(
        "card",
        _l(
            "Type what stands on the card or passport, then look whether it is the same. A guest who was here before "
            "is found by the number. The number is kept locked and shown to nobody else."
        ),
    ),
    "guests.recent": Help(
        "list",
        _l(
            "Who slept here in the last thirty days, the latest on top. Open one to see the booking. Older guests are"
            " found by name or phone in the bookings."
        ),
    ),
    "guests.times": Help(
        "person",
        _l(
            "Only for somebody who comes later or leaves earlier than the others of the booking. Leave the rest "
            "empty. The declaration of this one guest then has these days."
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
    "declarations.another_way": Help(
        "sheet",
        _l(
            "You declared this guest yourself, on the phone or at the post. Say where, and the guest leaves the list "
            "and the clock. Pressed by mistake, it can be taken back."
        ),
    ),
    "declarations.commune_list": Help(
        "sheet",
        _l("One list as the homestay sent it. Numbers of papers are hidden but for their last signs. That you opened it is written down."),
    ),
    "money.pay": Help(
        "money",
        _l(
            "Money that really came: how much, in cash or by transfer. It counts on its own day, whatever night it is"
            " for. What was typed wrong is taken back below."
        ),
    ),
    "money.charge": Help(
        "money",
        _l(
            "What comes on top of the nights: dinners, a motorbike, a tour. Give it the day on which it happens, then"
            " Today tells you of it. The sum joins the bill at once."
        ),
    ),
    "money.void_charge": Help(
        "money",
        _l("A charge that was wrong. Say why; the line stays to be read but counts no more. Then write the right one."),
    ),
    "money.void_payment": Help(
        "money",
        _l("A payment that was typed wrong. It counts no more, but its line stays. If you really gave money back, write a refund instead."),
    ),
    "public": Help(
        "phone",
        _l(
            "The words can be copied into Zalo. With a page of their own the guests see the booking as it stands,"
            " pay the deposit by a code and find the way."
        ),
    ),
}
