"""The code that a banking app reads. Expected texts were made with vietnam-qr-pay 1.0.0, a second hand that shares nothing with ours."""

import pytest

from homestay import qr
from homestay.money import vietqr


@pytest.mark.parametrize(
    ("bank", "account", "amount", "memo", "text"),
    [
        ("970415", "257678859", None, "", "00020101021138530010A0000007270123000697041501092576788590208QRIBFTTA53037045802VN63041101"),
        (
            "970405",
            "1234567890",
            1_200_000,
            "HS P6 0210",
            "00020101021238540010A00000072701240006970405011012345678900208QRIBFTTA5303704540712000005802VN62140810HS P6 0210630464EA",
        ),
        (
            "970436",
            "0011001234567",
            50_000,
            "Cọc P1",
            "00020101021238570010A00000072701270006970436011300110012345670208QRIBFTTA53037045405500005802VN62100806Coc P16304DE25",
        ),
    ],
)
def test_the_code_is_what_another_program_makes(bank, account, amount, memo, text):
    assert vietqr.payload(bank, account, amount, memo) == text


def test_the_check_sum_is_the_standard_one():
    assert vietqr.crc(b"123456789") == 0x29B1


@pytest.mark.parametrize(("memo", "plain"), [("Đặt cọc – phòng Đ-1!", "Dat coc phong D 1"), ("🐃", ""), ("a" * 40, "a" * 25), ("  ", "")])
def test_a_memo_is_written_as_banks_take_it(memo, plain):
    assert vietqr.plain(memo) == plain


@pytest.mark.parametrize(
    ("bank", "account"), [("97041", "1"), ("970415", ""), ("970415", "1" * 20), ("970415", "số tài khoản"), ("٩٧٠٤١٥", "1")]
)
def test_an_account_that_cannot_be_has_no_code(bank, account):
    with pytest.raises(ValueError):
        vietqr.payload(bank, account, 1, "")


def test_the_picture_fits_into_a_page():
    picture = qr.picture(vietqr.payload("970405", "1234567890", 1_200_000, "HS P6 0210"))
    assert picture.startswith("data:image/svg+xml")
    assert len(picture) < 8_000
