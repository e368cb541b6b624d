"""What roles and rights are called on the screen."""

from flask_babel import lazy_gettext as _l

from models.account import Right, Role

ROLE_WORDS = {
    Role.OWNER.value: _l("Owner"),
    Role.STAFF.value: _l("Helper"),
    Role.VILLAGE_HEAD.value: _l("Village head"),
    Role.POLICE.value: _l("Commune police"),
    Role.ADMINISTRATOR.value: _l("Digital team"),
}

RIGHT_WORDS = {
    Right.MONEY.value: _l("Money and the month"),
    Right.EXPORTS.value: _l("Take lists and files out"),
}

LOCK_WORDS = {"0": _l("Never"), "5": _l("After 5 minutes"), "15": _l("After 15 minutes"), "60": _l("After an hour")}
SYSTEMS = {
    "Android": "Android",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Windows": "Windows",
    "Macintosh": "Mac",
    "CrOS": "ChromeOS",
    "Linux": "Linux",
}
BROWSERS = {
    "Edg": "Edge",
    "coc_coc": "Cốc Cốc",
    "SamsungBrowser": "Samsung",
    "OPR": "Opera",
    "Firefox": "Firefox",
    "FxiOS": "Firefox",
    "Chrome": "Chrome",
    "CriOS": "Chrome",
    "Safari": "Safari",
}
"""Signs in what browsers say of themselves, the first found counts."""


def device_words(agent: str | None) -> str:
    """Return how a device is called in a list: "Android · Chrome"; nothing known is another device."""
    found = [next((word for sign, word in signs.items() if sign in (agent or "")), None) for signs in (SYSTEMS, BROWSERS)]
    return " · ".join(word for word in found if word) or str(_l("Another device"))
