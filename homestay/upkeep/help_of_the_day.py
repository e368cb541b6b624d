"""What help says of the day's work: Today, the rooms, bookings, guests at the door."""

from flask_babel import lazy_gettext as _l

from homestay.upkeep.help_word import Help

DAY: dict[str, Help] = {
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
    "bookings.hours": Help(
        "today",
        _l(
            "Nobody pressed the button when they came or left? Write down the day and hour as they were. The nights, "
            "the month and the declaration then follow."
        ),
    ),
    "bookings.more_places": Help(
        "booking",
        _l(
            "One more room for the same guests, or one that they give back. Only places that are free on all their "
            "nights are offered. The bill stays one."
        ),
    ),
    "bookings.no_show": Help(
        "booking",
        _l(
            "For guests who were awaited and did not come. Their nights are free again for others. Money they paid "
            "stays written down until you give it back."
        ),
    ),
    "bookings.park": Help(
        "calendar",
        _l(
            "The room is needed, but the guests stay in the book. They wait for a place on Today and on the calendar,"
            " with the price as agreed. Give them one as soon as something is free."
        ),
    ),
    "bookings.place": Help(
        "calendar",
        _l(
            "These guests have no place yet. Only what is free on their nights is offered. If nothing is free, move "
            "somebody first or change the days."
        ),
    ),
    "bookings.people": Help(
        "person",
        _l(
            "How many adults and children come, not what they are called. Guests who have a name already stay. "
            "Everybody counted here has to be declared."
        ),
    ),
    "bookings.price": Help(
        "money",
        _l(
            "What was agreed for a night in one room, when it differs from the list. It then counts for every night "
            "of this booking. The list price of the room stays as it is."
        ),
    ),
    "bookings.split": Help(
        "booking",
        _l(
            "A group wants two bills, or one room leaves on another day. Tick who goes along, and which money and "
            "meals. What is not ticked stays."
        ),
    ),
    "bookings.words": Help(
        "phone",
        _l(
            "The name and the phone by which you find these guests again. The note stands in the calendar and on the "
            "list for cleaning. The guest never sees it."
        ),
    ),
}
