"""What every browser route asks of a request: where it came from, over what it came, and how a cookie is named and set."""

from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response


def is_same_origin(request: Request, public_url: str) -> bool:
    """Whether a changing request was made by one of our own pages. Every browser in use says so in one of two headers."""
    origin = request.headers.get("origin")
    if origin is None:
        return request.headers.get("sec-fetch-site") == "same-origin"
    try:
        place = urlsplit(origin).netloc
    except ValueError:
        return False
    # Our own Host header cannot be chosen by a foreign page; the public address covers a proxy that rewrites it.
    return bool(place) and place in {request.headers.get("host"), urlsplit(public_url).netloc}


def is_secure(public_url: str) -> bool:
    """Whether people reach the service over https."""
    return public_url.startswith("https://")


def cookie_name(name: str, public_url: str) -> str:
    """The cookie's name; with https the browser itself then refuses it from any other host or path."""
    return f"__Host-{name}" if is_secure(public_url) else name


def set_cookie(response: Response, name: str, value: str, *, public_url: str, max_age: int | None, strict: bool = False) -> None:
    """Set a cookie that no script can read and no foreign page can use."""
    response.set_cookie(
        cookie_name(name, public_url),
        value,
        max_age=max_age,
        path="/",
        secure=is_secure(public_url),
        httponly=True,
        samesite="strict" if strict else "lax",
    )


def drop_cookie(response: Response, name: str, *, public_url: str) -> None:
    """Make the browser forget a cookie."""
    response.delete_cookie(cookie_name(name, public_url), path="/", secure=is_secure(public_url), httponly=True, samesite="lax")
