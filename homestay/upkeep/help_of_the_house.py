"""What help says of the house and the village: rooms, links, numbers, the workbook, holidays."""

from flask_babel import lazy_gettext as _l

from homestay.upkeep.help_word import Help

HOUSE: dict[str, Help] = {
    "places": Help(
        "house",
        _l(
            "Rooms, places and their prices. A new price counts only for new bookings. Nights can be closed for "
            "repair or family, then nobody sells them."
        ),
    ),
    "places.add_room": Help(
        "house",
        _l(
            "A private room is let as a whole, in a dorm each place alone. Give it the name on its door, how many "
            "sleep there, and the price. It can be booked from the day you choose."
        ),
    ),
    "places.room": Help(
        "house",
        _l(
            "What one room is called, how many sleep there, what it costs. Nights that were agreed before keep their "
            "price. In a dorm, places are added and taken away one by one."
        ),
    ),
    "places.add_unit": Help(
        "house",
        _l("One more mattress in this dorm. It can be booked from the night you choose. The months before count as they were."),
    ),
    "places.close_nights": Help(
        "calendar",
        _l(
            "Nobody can book these nights: for repair, for the family, out of season. The listing sites see them as "
            "taken. Reopen them whenever you like."
        ),
    ),
    "places.close_room": Help(
        "house",
        _l(
            "The room is not let any more from a night on, but all that was stays in the books. Move guests who are "
            "booked later first. Empty the box to let the room again."
        ),
    ),
    "places.close_unit": Help(
        "house",
        _l("This mattress is not let any more from a night on. Who is booked before it stays. Guests booked later have to be moved first."),
    ),
    "feeds": Help(
        "link",
        _l(
            "A link tells a listing site which nights are taken, never who sleeps there. Copy it and paste it on "
            "the site. A link taken back stops at once."
        ),
    ),
    "feeds.publish": Help(
        "link",
        _l(
            "Choose what the link speaks of: a room, a mattress or the whole house. Make one for each listing site. "
            "Then one of them can be stopped without the others."
        ),
    ),
    "books": Help(
        "list",
        _l(
            "Everything of the house in one Excel workbook: the old notebook comes in, everything goes out again. "
            "Before anything is taken in you see what comes and what is wrong."
        ),
    ),
    "books.look": Help(
        "list",
        _l(
            "What would come in from your file, before anything is stored. What is wrong stands with its sheet, row "
            "and column. Mend it in Excel and choose the file again, or take it in."
        ),
    ),
    "reports": Help(
        "month",
        _l("The month in numbers, as the statistics office counts them. Press a number to see the rows behind it."),
    ),
    "reports.rows": Help(
        "list",
        _l(
            "The rows that make one number of the month. Each leads to its booking. If one is wrong, put it right "
            "there, and the number follows."
        ),
    ),
    "village.show": Help(
        "house",
        _l(
            "How full the village is tonight and how the month goes. Press a number to see more. There is no guest's "
            "name and no family's money here."
        ),
    ),
    "village.month": Help(
        "month",
        _l(
            "The month of all homestays added up, counted as the statistics office does. Print it on one sheet. Where fewer "
            "than three houses stand behind a number, it is left out."
        ),
    ),
    "village.free_places": Help(
        "house",
        _l(
            "Which house still has a room or a mattress, tonight and at the weekend. Choose the night on top. Call "
            "the house before you send guests there."
        ),
    ),
    "village.holidays": Help(
        "calendar",
        _l(
            "The holidays of a year, as the calendar of each house shows them. “Not announced yet” means that the "
            "Government still has to decide. The village head and the administrator keep the list."
        ),
    ),
    "village.add_holiday": Help(
        "calendar",
        _l(
            "A festival of the village, or a holiday that is missing. It shows in the calendars of all houses as soon"
            " as you save. Visitors from abroad see the English name."
        ),
    ),
    "village.holiday": Help(
        "calendar",
        _l(
            "Change the name or the days of a holiday, such as when the Government has announced Tết. All calendars "
            "follow at once. A holiday that is not kept here is taken out under “More actions”."
        ),
    ),
    "village.settings": Help(
        "phone",
        _l(
            "The number that everybody in the village calls who is stuck. It stands at signing in and behind every "
            "“?”. Change it here when somebody else takes over."
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
