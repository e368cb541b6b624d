"""Countries: all of them, in two languages, and as the portal writes them."""

from homestay.guests import countries


def test_every_country_of_iso_3166_is_there_and_kosovo():
    assert len(countries.codes()) == 249 + 1
    assert {"VNM", "DEU", "BRA", "BRN", "BGR", "BFA", "BDI", "KHM", "TWN", "PSE", "ALA", "UMI", "XKX"} <= countries.codes()


def test_old_countries_and_unions_are_no_countries():
    assert not {"SUN", "YUG", "DDR", "ROM", "TMP", "ZAR", "QUU", "ZZZ", "TAA", "VN", "vnm", "D", ""} & countries.codes()


def test_no_two_codes_are_the_same_country():
    assert len(set(countries.names("en").values())) == len(countries.codes())


def test_countries_have_their_names_in_both_languages():
    assert countries.name_of("DEU") == "Đức"
    assert countries.name_of("DEU", "en") == "Germany"
    assert countries.name_of("KOR", "vi") == "Hàn Quốc"
    assert all(countries.names("vi").values())


def test_an_unknown_code_is_its_own_name():
    assert countries.name_of("QQQ") == "QQQ"
    assert not countries.is_country("QQQ")
    assert not countries.is_country(None)


def test_a_passport_may_belong_to_no_country():
    assert countries.is_nationality("GBD")
    assert not countries.is_country("GBD")
    assert countries.name_of("XXA", "vi") == "Không quốc tịch"
    assert countries.name_of("XXA", "en") == "Stateless person"


def test_the_portal_and_the_passport_call_germany_d():
    assert countries.portal_code("DEU") == "D"
    assert countries.portal_display("DEU") == "D - Germany"
    assert countries.of_portal("D<<") == countries.of_portal("D") == "DEU"
    assert countries.of_portal("RKS") == "XKX"
    assert countries.of_portal("FRA") == countries.portal_code("FRA") == "FRA"


def test_the_portal_shows_vietnam_in_two_words():
    assert countries.portal_display("VNM") == "VNM - Viet Nam"
