"""The portal's lists."""

from homestay.declarations import catalogue


def test_all_communes_of_the_34_provinces_are_there():
    assert len(catalogue.provinces()) == 34
    assert len(catalogue.communes()) == 3321
    assert {catalogue.province_of(code) for code in catalogue.communes()} == set(catalogue.provinces())


def test_lung_cu_is_one_of_the_124_communes_of_tuyen_quang():
    assert catalogue.commune("211900715") == "211900715 - Xã Lũng Cú"
    assert catalogue.province("211") == "211 - Tuyên Quang"
    assert len(catalogue.communes_of("211")) == 124
    assert catalogue.communes_of("211")["211900715"] == "Xã Lũng Cú"


def test_a_commune_is_coded_by_its_province_a_9_and_five_digits():
    assert all(len(code) == 9 and code[3] == "9" and code.isdecimal() for code in catalogue.communes())


def test_a_name_of_a_place_has_its_kind_and_single_spaces():
    assert {name.split(" ")[0] for name in catalogue.communes().values()} == {"Phường", "Xã", "Đặc"}
    assert not [name for name in catalogue.communes().values() if "  " in name]


def test_lists_show_number_and_word():
    assert catalogue.document(8) == "8 - Thẻ Căn Cước"
    assert catalogue.residence(1) == "1 - Thường trú"
    assert catalogue.reason(19) == "19 - Lao động"
    assert catalogue.sex("F") == "F - Nữ"
    assert catalogue.nationality("DEU") == "D - Germany"
    assert list(catalogue.REASONS) == list(range(1, 21))


def test_what_is_not_in_a_list_is_not_shown():
    assert [catalogue.document(10), catalogue.reason(0), catalogue.sex("X"), catalogue.province("999"), catalogue.commune(None)] == [
        None
    ] * 5
    assert catalogue.nationality("QQQ") is None


def test_vietnam_stands_first_among_the_nationalities_and_nobody_is_missing():
    assert catalogue.nationalities()[0] == "VNM - Viet Nam"
    assert len(catalogue.nationalities()) == 250
    assert "KHM - Cambodia" in catalogue.nationalities()
