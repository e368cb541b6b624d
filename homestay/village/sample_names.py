"""Names as people of the mountains, of the plains and from abroad bear them; put together by chance, they are nobody's."""

from typing import NamedTuple


class People(NamedTuple):
    """The names of one people: family, middle and given names."""

    families: tuple[str, ...]
    men_middle: tuple[str, ...]
    women_middle: tuple[str, ...]
    men: tuple[str, ...]
    women: tuple[str, ...]


class Abroad(NamedTuple):
    """The names of one country."""

    families: tuple[str, ...]
    men: tuple[str, ...]
    women: tuple[str, ...]


def words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


PEOPLES = {
    "Kinh": People(
        words("Nguyễn Nguyễn Nguyễn Trần Trần Lê Lê Phạm Hoàng Phan Vũ Đặng Bùi Đỗ Hồ Ngô Dương Đinh Trịnh Mai"),
        words("Văn Minh Đức Quốc Hữu Gia Tuấn Quang Thành Anh"),
        words("Thị Thu Ngọc Thanh Phương Khánh Hải Bích Minh Kim"),
        words("An Bảo Cường Dũng Đạt Duy Hải Hiếu Hoàng Hùng Huy Khôi Kiên Lâm Long Nam Phong Phúc Quân Sơn Tài Thắng Trung Tùng Việt"),
        words("Anh Chi Dung Giang Hà Hằng Hạnh Hiền Hoa Hương Huyền Lan Linh Ly Mai My Nga Ngân Nhung Oanh Quỳnh Thảo Trang Vy Yến"),
    ),
    "Tày": People(
        words("Nông Hoàng Ma Lương Bế Hứa Triệu Vi Đàm"),
        words("Văn Đình Minh Công"),
        words("Thị Thu Bích"),
        words("Hiệp Tuân Khiêm Chiến Đoàn Thuận Biên Nghiệp Toàn Cương"),
        words("Nguyệt Thắm Huế Liễu Điệp Tuyến Lệ Duyên Thơm Xuyến"),
    ),
    "Mông": People(
        words("Giàng Vàng Thào Sùng Lý Mua Vừ Hạng Lầu Chảo"),
        words("A Mí Seo"),
        words("Thị Thị Y"),
        words("Páo Chứ Dính Sính Lử Tủa Vư Phử Sếnh Dình Nhè"),
        words("Mỷ Dợ Say Cở Máy Pà Sua Chở Dúa Xía Ca"),
    ),
    "Lô Lô": People(
        words("Sình Dìu Lùng Vàng Chi Thàng Lang Mè Hoàng"),
        words("Dỉ Mí Văn"),
        words("Thị"),
        words("Pú Phìn Chá Tráng Lả Khai Sành Páo Dùng"),
        words("Xuyến May Phổng Chuyên Nhình Ly Sủng Mản Dín"),
    ),
}
FAMILIES = {"Kinh": 82, "Tày": 8, "Mông": 7, "Lô Lô": 3}
"""How many of a hundred Vietnamese parties are of which people."""

ABROAD = {
    "FRA": Abroad(words("Laurent Moreau Girard Lefèvre Roux Fontaine"), words("Hugo Louis Jules Théo"), words("Emma Camille Manon Léa")),
    "DEU": Abroad(words("Brandt Keller Vogel Winter Krüger Sommer"), words("Jonas Felix Lukas Oliver"), words("Hannah Lena Marie Sophie")),
    "GBR": Abroad(words("Harper Wells Barker Lowe Finch Doyle"), words("George Harry Oscar Alfie"), words("Isla Poppy Grace Alice")),
    "USA": Abroad(words("Carter Brooks Hayes Reed Coleman Ward"), words("Ethan Mason Logan Caleb"), words("Ava Harper Madison Zoe")),
    "KOR": Abroad(words("Kim Lee Park Choi Jung Kang"), words("Min-jun Ji-ho Seo-jun Do-yun"), words("Seo-yeon Ji-woo Ha-eun Min-seo")),
    "CHN": Abroad(words("Wang Li Zhang Liu Chen Yang"), words("Wei Hao Jun Bo"), words("Mei Xin Yan Ting")),
    "JPN": Abroad(words("Sato Suzuki Takahashi Ito Mori Ueda"), words("Haruto Sota Ren Daiki"), words("Yui Hina Sakura Aoi")),
    "ISR": Abroad(words("Levi Peretz Mizrahi Biton Friedman Amar"), words("Noam Itai Yonatan Omer"), words("Noa Tamar Shira Maya")),
    "NLD": Abroad(words("Bakker Visser Smit Mulder Bos Dekker"), words("Daan Sem Lars Bram"), words("Fleur Sanne Lotte Eva")),
    "AUS": Abroad(words("Walsh Murray Hughes Nolan Pearce Quinn"), words("Jack Cooper Lachlan Riley"), words("Matilda Ruby Chloe Ella")),
}
"""Guests from abroad come from these countries. Source: facts/tourism.md §2.2."""
