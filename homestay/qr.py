"""QR codes (mã QR) for the screen and for paper."""


def picture(text: str) -> str:
    """Return a QR code as a picture in an address (data:image/svg+xml), dark on white with its quiet edge."""
    import segno  # noqa: PLC0415 - heavy

    return str(segno.make(text, error="m", micro=False).svg_data_uri(scale=4, dark="#1c1f57", light="#fff", border=4))
