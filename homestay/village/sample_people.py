"""The people of the sample village and their papers. Nobody of them lives: card numbers begin with 099, a place that no card names."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from homestay.declarations import catalogue
from homestay.guests import documents
from homestay.guests.person import CHILD_YEARS
from homestay.village.sample_names import ABROAD, FAMILIES, PEOPLES, People
from models.guest import VIETNAM

NATIONS = tuple(ABROAD)
NATION_WEIGHTS = (18, 11, 11, 10, 13, 9, 6, 7, 8, 7)
NOWHERE = "099"
PHONES = "071"
"""No mobile number begins like this."""
STREETS = ("Thôn {}", "Tổ {}", "Số {}, đường Giải Phóng", "Số {}, phố Chợ", "Khu {}")


@dataclass(frozen=True)
class Person:
    """Somebody with what stands in the papers; what nobody wrote down is None."""

    name: str
    sex: str | None = None
    birth: date | None = None
    precision: str | None = None
    nationality: str | None = None
    document_type: int | None = None
    number: str | None = None
    province: str | None = None
    commune: str | None = None
    address: str | None = None
    phone: str | None = None

    @property
    def is_foreign(self) -> bool:
        return self.nationality not in (None, VIETNAM)


def only_name(person: Person) -> Person:
    """Return a person whose papers nobody has looked at yet."""
    return Person(person.name, phone=person.phone)


def host_name(random: Random) -> str:
    """Return the name of somebody of the village: mostly Lô Lô, some Mông."""
    return name_of(PEOPLES["Lô Lô" if random.random() < 0.8 else "Mông"], random.choice("MF"), random)


def name_of(people: People, sex: str, random: Random, family: str | None = None) -> str:
    middle, given = (people.men_middle, people.men) if sex == "M" else (people.women_middle, people.women)
    return " ".join((family or random.choice(people.families), random.choice(middle), random.choice(given)))


def family_of(adults: int, children: int, today: date, random: Random) -> list[Person]:
    """Return a Vietnamese party: grown-ups, and children who bear the first one's family name."""
    people = PEOPLES[random.choices(tuple(FAMILIES), tuple(FAMILIES.values()))[0]]
    home = random.choice(tuple(catalogue.provinces()))
    grown = [vietnamese(people, random.randint(19, 66), today, home, random) for _ in range(adults)]
    family = grown[0].name.split()[0]
    return grown + [vietnamese(people, random.randint(3, 12), today, home, random, family) for _ in range(children)]


def vietnamese(people: People, age: int, today: date, home: str, random: Random, family: str | None = None) -> Person:
    sex = random.choice("MF")
    birth = today - timedelta(days=365 * age + random.randint(0, 364))
    year_only = age > 60 and random.random() < 0.2
    kind = documents.PERSONAL_NUMBER if age < CHILD_YEARS else random.choices((documents.CCCD, documents.CAN_CUOC), (6, 4))[0]
    return Person(
        name=name_of(people, sex, random, family),
        sex=sex,
        birth=birth.replace(month=1, day=1) if year_only else birth,
        precision="Y" if year_only else "D",
        nationality=VIETNAM,
        document_type=kind,
        number=citizen_number(sex, birth.year, random),
        province=home,
        commune=random.choice(tuple(catalogue.communes_of(home))),
        address=random.choice(STREETS).format(random.randint(1, 40)),
        phone=phone(random) if age >= CHILD_YEARS else None,
    )


def citizen_number(sex: str, year: int, random: Random) -> str:
    """Return 12 digits that agree with sex and year of birth."""
    century = 2 * ((year - 1900) // 100) + (sex == "F")
    return f"{NOWHERE}{century}{year % 100:02}{random.randrange(1_000_000):06}"


def phone(random: Random) -> str:
    return f"{PHONES}{random.randrange(10)} {random.randrange(1000):03} {random.randrange(1000):03}"


def travellers(nationality: str, number: int, today: date, random: Random) -> list[Person]:
    """Return a party from abroad."""
    return [traveller(nationality, today, random) for _ in range(number)]


def traveller(nationality: str, today: date, random: Random) -> Person:
    names, sex = ABROAD[nationality], random.choice("MF")
    given = random.choice(names.men if sex == "M" else names.women)
    birth = today - timedelta(days=random.randint(20 * 365, 62 * 365))
    return Person(
        name=f"{given} {random.choice(names.families)}",
        sex=sex,
        birth=birth,
        precision="D",
        nationality=nationality,
        document_type=documents.PASSPORT,
        number=f"X{random.randrange(100_000_000):08}",
    )
