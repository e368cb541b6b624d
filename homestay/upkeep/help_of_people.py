"""What help says of people: signing in, one's account, who works where."""

from flask_babel import lazy_gettext as _l

from homestay.upkeep.help_word import Help

PEOPLE: dict[str, Help] = {
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
    "accounts.account": Help(
        "person",
        _l(
            "How you come in, and which devices are signed in with your name. Print the recovery sheet once, for the "
            "day you forget the password. A lost phone is signed out under the devices."
        ),
    ),
    "accounts.own_devices": Help(
        "phone",
        _l(
            "Each phone and tablet that is signed in with your name, and when it was used last. One that you do not "
            "know, or have lost, sign out. Then change the password too."
        ),
    ),
    "accounts.password": Help(
        "person",
        _l(
            "First the old password, then the new one. Take some words that only you put together, at least eight "
            "letters. It is no secret any more once two people know it."
        ),
    ),
    "accounts.people": Help(
        "person",
        _l(
            "Who works here and who is invited. Give everybody a name of their own, then the record says who did "
            "what. Press a name to change rights or to end the work."
        ),
    ),
    "accounts.invite": Help(
        "person",
        _l(
            "Whom you invite, and as what. A helper sees the daily work, and money only if you tick it. Then you get "
            "a link to show or to send."
        ),
    ),
    "accounts.invitation": Help(
        "phone",
        _l(
            "Let the other phone scan the code, or send the link by Zalo. It lets in one person, once, within a week."
            " If it reached the wrong hands, take it back below."
        ),
    ),
    "accounts.member": Help(
        "person",
        _l(
            "What this person may see. Rights count from the next page the person opens. Who no longer works here is "
            "taken off under “More actions”, what was done stays in the record."
        ),
    ),
    "accounts.new_house": Help(
        "house",
        _l(
            "A family that is not in the book yet. Give the name of the house and invite its owner. The owner then "
            "writes down rooms and prices alone."
        ),
    ),
    "accounts.password_link": Help(
        "phone",
        _l(
            "For somebody who forgot the password and has no recovery sheet. Make sure first who asks: call back, or "
            "look at the face. The link works once, for a day."
        ),
    ),
    "accounts.join": Help(
        "person",
        _l(
            "Somebody invites you to work here. Choose a name and a password that only you know. If you have a name "
            "here already, sign in with it instead."
        ),
    ),
    "accounts.forgotten": Help(
        "sheet",
        _l(
            "Take the printed recovery sheet and type one line that was not used. Then choose a new password. Without"
            " the sheet call the number below."
        ),
    ),
    "accounts.new_password": Help(
        "person",
        _l(
            "You were given this link because you forgot the password. Choose a new one that only you know. All "
            "devices are signed out, then sign in again."
        ),
    ),
    "accounts.code": Help(
        "phone",
        _l(
            "Open the app for codes on your phone and type the six digits it shows now. They change every half "
            "minute. Without the phone type a code from the recovery sheet."
        ),
    ),
    "accounts.locked": Help(
        "phone",
        _l(
            "The device is locked so that nobody else reads the book. Type your PIN, and you are back where you were."
            " Who has forgotten it signs out and in with the password."
        ),
    ),
    "accounts.set_up": Help(
        "steps",
        _l(
            "Once for the whole village: its name, the first house, and your own name. The code stands in the window "
            "in which the program was started. Other houses are added later."
        ),
    ),
}
