"""Headers of every answer: what a browser may load, remember, and tell others."""

from collections.abc import Iterator

from flask import Flask, Response, current_app, request

POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
"""No script and no style inside a page, nothing from other addresses. `data:` serves Bootstrap's own small pictures."""

ALWAYS = (
    ("Content-Security-Policy", POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "same-origin"),
    ("X-Frame-Options", "DENY"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(self), geolocation=(), microphone=()"),
)


def install(app: Flask) -> None:
    app.after_request(secure)


def secure(response: Response) -> Response:
    """Add what an answer does not say itself."""
    said = {name.lower() for name, _value in response.headers}
    response.headers.extend((name, value) for name, value in fitting() if name.lower() not in said)
    return response


def fitting() -> Iterator[tuple[str, str]]:
    yield from ALWAYS
    if current_app.config["HTTPS"]:
        yield "Strict-Transport-Security", "max-age=31536000; includeSubDomains"
    if not (request.endpoint or "").endswith("static"):
        yield "Cache-Control", "no-store"
