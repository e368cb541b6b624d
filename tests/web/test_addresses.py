"""Words in addresses, whatever they are made of."""

import pytest
from flask import Flask, url_for


@pytest.mark.parametrize("code", ["A/1", "..", "~", "50%", "a~2Fb", "Đoàn 1", "x?y#z", "\\", "=cmd"])
def test_a_booking_of_any_name_has_an_address_that_leads_back_to_it(app: Flask, code: str) -> None:
    with app.test_request_context():
        address = url_for("bookings.show", code=code)

    with app.test_request_context(address) as context:
        assert context.request.endpoint == "bookings.show"
        assert context.request.view_args == {"code": code}
