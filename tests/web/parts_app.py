"""A small program that shows every part of templates/parts in every state, with nothing behind it."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

from flask import Flask, flash, render_template
from jinja2 import ChoiceLoader, FileSystemLoader
from wtforms import BooleanField, DateField, PasswordField, RadioField, SelectChoice, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import InputRequired

from homestay.config import ROOT
from homestay.errors import FreePlace, Refusal
from homestay.web import assets, formats, forms, headers, icons, language, templates

FRIDAY_EVENING = datetime(2026, 10, 2, 11, 20, tzinfo=UTC)
HOUSE = SimpleNamespace(name="Homestay Bếp Lửa")
PERSON = SimpleNamespace(name="Chị Sen")
REFUSAL = Refusal(
    "Anh Lê Quốc Bảo ở tới Chủ nhật 4/10. Đặt phòng mới chưa được lưu.",
    title="Phòng P3 đã có khách đêm 2/10",
    place="P3",
    free=[FreePlace("p6", "P6", False, 600_000, 4), FreePlace("d4", "Đ4", True, 120_000, 1)],
)


class SampleForm(forms.Form):
    """One field of each kind."""

    name = StringField("Tên phòng", [InputRequired("Gõ tên phòng.")])
    password = PasswordField("Mật khẩu")
    day = DateField("Ngày đến")
    note = TextAreaField("Ghi chú")
    country = StringField("Nước")
    pay = RadioField(
        "Trả bằng gì?",
        choices=[SelectChoice("cash", "Tiền mặt"), SelectChoice("transfer", "Chuyển khoản"), SelectChoice("later", "Thu sau")],
    )
    kinds = SelectMultipleField("Loại khách", choices=[SelectChoice("a", "Khách lẻ"), SelectChoice("b", "Khách đoàn")])
    agreed = BooleanField("Tôi đã nhìn")


def make_app(folder: Path) -> Flask:
    """Return the program; its compiled words lie in `folder`."""
    app = Flask("homestay", root_path=str(ROOT))
    app.config.update(DATA=folder, NOW=FRIDAY_EVENING, HTTPS=False, SECRET_KEY="sheet", TESTING=True, WTF_CSRF_ENABLED=False)
    app.config["ICON_PLACES"] = (*icons.PLACES, ("tests/web", "*.html"), ("tests/web", "*.py"))
    for part in (templates, assets, headers, language, formats, icons, forms):
        part.install(app)
    app.jinja_loader = ChoiceLoader([FileSystemLoader(ROOT / "templates"), FileSystemLoader(Path(__file__).parent)])
    app.context_processor(frame)
    for path, page in PAGES.items():
        app.add_url_rule(path, page.__name__, page, methods=["GET", "POST"])
    return app


def frame() -> dict[str, object]:
    words = {
        "/": ("house-door-fill", "Hôm nay", None),
        "/calendar": ("calendar3", "Lịch", None),
        "/d": ("person-vcard-fill", "Khai báo", 4),
        "/money": ("cash-coin", "Tiền", None),
        "/more": ("grid-fill", "Thêm", None),
    }
    menu = [{"url": url, "icon": icon, "word": word, "count": count, "current": url == "/"} for url, (icon, word, count) in words.items()]
    return {"menu": menu, "person": PERSON, "house": HOUSE}


def sheet() -> str:
    flash("Đã nhận phòng P1, anh Quân.", "done")
    flash({"text": "Đã trả phòng P2.", "undo": "/undo"}, "soon")
    good = SampleForm(data={"name": "P7", "day": date(2026, 10, 2), "pay": "cash", "kinds": ["a"], "agreed": True})
    bad = SampleForm(prefix="bad")
    bad.validate()
    return render_template("parts_sheet.html", good=good, bad=bad, today=date(2026, 10, 2), left=timedelta(hours=4, minutes=40))


def today() -> str:
    flash({"text": "Đã nhận phòng P1, anh Quân.", "undo": "/undo"}, "done")
    return render_template("today_sample.html", left=timedelta(hours=4, minutes=40))


def refused() -> str:
    said = [("Khách", "Vũ Đình Khôi, 3 khách"), ("Đêm", "2/10 và 3/10"), ("Điện thoại", "0900 000 246")]
    return render_template("web/refusal.html", refusal=REFUSAL, said=said, back="/bookings/new")


def refused_plainly() -> str:
    return render_template("web/refusal.html", refusal=Refusal("Khách đã vào ở rồi."), said=[], back="/")


def not_found() -> str:
    return render_template("web/error.html", status=404, title="Không có trang này", message="Có thể trang đã đổi chỗ.")


def broken() -> str:
    return render_template("web/error.html", status=500, title="Máy gặp trục trặc", message="Chưa lưu gì cả.", help_phone="0900000000")


def gate() -> str:
    return render_template("gate_sample.html")


def step() -> str:
    return render_template("flow_sample.html")


PAGES = {
    "/": today, "/sheet": sheet, "/refused": refused, "/refused-plainly": refused_plainly, "/not-found": not_found,
    "/broken": broken, "/gate": gate, "/step": step,
}  # fmt: skip
