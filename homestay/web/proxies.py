"""Whose network address a request has, when it comes through servers in front of this one."""

from flask import Flask, request


def install(app: Flask) -> None:
    """Believe so many servers about the visitor's address, as the setting says; what anybody else says of it counts for nothing."""
    if app.config["PROXIES"]:
        from werkzeug.middleware.proxy_fix import ProxyFix  # noqa: PLC0415 - only where there is one

        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=app.config["PROXIES"], x_proto=0, x_host=0)  # type: ignore[method-assign]


def visitor_address() -> str:
    """Return the network address of the device that asks."""
    return request.remote_addr or ""
