"""Links that let somebody in: their secret, and the picture that a phone reads from the screen."""

import secrets


def new_token() -> str:
    """Return a secret of 256 bits for an address. Source: OWASP ASVS 5.0, 11.5.1 (at least 128)."""
    return secrets.token_urlsafe(32)


def picture(text: str) -> str:
    """Return a QR code as a picture in an address (data:image/svg+xml), dark on white with its quiet edge."""
    import segno  # noqa: PLC0415 - heavy

    return str(segno.make(text, error="m", micro=False).svg_data_uri(scale=4, dark="#1c1f57", light="#fff", border=4))
