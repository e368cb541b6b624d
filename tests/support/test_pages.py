"""The page check itself: a right page passes, every kind of wrong one is named."""

import pytest
from sqlalchemy import create_engine, text

from tests.support.pages import BadPage, check_page
from tests.support.statements import count_statements

RIGHT = """<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><title>Hôm nay · Nhà Mẫu</title><link rel="stylesheet" href="/static/css/parts.css"></head>
<body><main><h1>Hôm nay</h1>
<p>Xem <a href="https://example.org/">trang ngoài</a>.</p>
<form method="post" action="/bookings"><input type="hidden" name="csrf_token" value="x">
<label for="name">Tên</label><input id="name" name="name"><label>Số khách <input name="adults" type="number"></label>
<button><svg aria-hidden="true"><use href="/static/icons.svg#check"></use></svg> Lưu</button></form>
<ul><li>Phòng 1</li></ul><script src="/static/js/today.js" type="module"></script></main></body></html>"""

WRONG = {
    "two h1": ("<h1>Hôm nay</h1>", "<h1>Hôm nay</h1><h1>Mai</h1>", "2 h1"),
    "no h1": ("<h1>Hôm nay</h1>", "<p>Hôm nay</p>", "0 h1"),
    "another title": ("<title>Hôm nay", "<title>Lịch", "does not begin"),
    "no language": (' lang="vi"', "", "lang is None"),
    "two main": ("</main>", "</main><main></main>", "2 main"),
    "a stray end tag": ("<ul>", "</div><ul>", "end-tag-too-early"),
    "a block in a paragraph": ("<p>Xem", "<p><div>a</div>Xem", "not valid HTML"),
    "an open element": ("<ul>", "<div><ul>", "not valid HTML"),
    "an attribute twice": ('id="name"', 'id="name" id="other"', "duplicate"),
    "no doctype": ("<!doctype html>\n", "", "doctype"),
    "the same id": ("<ul>", '<ul id="name">', "'name' stands 2 times"),
    "an id with a space": ("<ul>", '<ul id="a b">', "stands"),
    "a label for nobody": ('for="name"', 'for="nome"', "#nome"),
    "described by nobody": ("<ul>", '<ul aria-describedby="help">', "#help"),
    "no label": ('<label for="name">Tên</label>', "", "has no label"),
    "an empty label": (">Tên</label>", "></label>", "has no label"),
    "a placeholder is no label": ('<label for="name">Tên</label><input id="name"', '<input id="name" placeholder="Tên"', "has no label"),
    "a button without words": ("</svg> Lưu", "</svg>", "has no words"),
    "a link without words": ("trang ngoài", "", "has no words"),
    "a picture without alt": ("<ul>", '<img src="/a.png"><ul>', "has no alt"),
    "a style sheet from outside": ('href="/static/css', 'href="https://cdn.example/css', "leads outside"),
    "a script from outside": ('src="/static/js', 'src="//cdn.example/js', "leads outside"),
    "a form to outside": ('action="/bookings"', 'action="http://example.org/"', "leads outside"),
    "an icon from outside": ('href="/static/icons', 'href="https://cdn.example/icons', "leads outside"),
    "an inline style": ("<ul>", '<ul style="color:red">', "inline style"),
    "a style element": ("</head>", "<style>p{}</style></head>", "inline style"),
    "an inline handler": ("<button>", '<button onclick="go()">', "inline onclick"),
    "an inline script": ("<ul>", "<script>go()</script><ul>", "inline script"),
    "a javascript address": ('href="https://example.org/"', 'href="javascript:go()"', "javascript:"),
    "a button in a link": ("trang ngoài", "<button>a</button>", "inside"),
    "a div in a list": ("<ul>", "<ul><div>a</div>", "directly inside"),
    "a div in a span": ("<ul>", "<span><div>a</div></span><ul>", "inside"),
    "a form without a token": ('name="csrf_token"', 'name="other"', "no csrf_token"),
}


def test_a_right_page_passes_and_can_be_read():
    page = check_page(RIGHT.encode())
    assert page.h1 == "Hôm nay"
    assert "Xem trang ngoài" in page.text


@pytest.mark.parametrize(("old", "new", "said"), WRONG.values(), ids=WRONG)
def test_a_wrong_page_is_named(old, new, said):
    assert RIGHT.count(old) >= 1
    with pytest.raises(BadPage, match=said):
        check_page(RIGHT.replace(old, new, 1).encode())


def test_statements_are_counted_inside_the_block_only():
    engine = create_engine("sqlite://")
    with engine.connect() as connection, count_statements(engine) as sent:
        connection.execute(text("SELECT 1"))
        connection.execute(text("SELECT 2"))
    with engine.connect() as connection:
        connection.execute(text("SELECT 3"))
    engine.dispose()
    assert sent.texts == ["SELECT 1", "SELECT 2"]
