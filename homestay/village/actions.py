"""What is changed about a village itself."""

from uuid import UUID

from homestay.saving import saving
from models import db
from models.village import Village


def write_down_help_phone(village_id: UUID, phone: str | None) -> None:
    """Say whom the people of a village call for help (số tổ công nghệ số); nothing takes the number away."""
    with saving():
        db.session.get_one(Village, village_id).help_phone = phone
