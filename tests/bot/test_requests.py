import pytest
from starlette.requests import Request
from starlette.responses import Response

from bot.requests import cookie_name, drop_cookie, is_same_origin, set_cookie


def request(**headers: str) -> Request:
    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return Request({"type": "http", "headers": raw})


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({"origin": "http://desk.test", "host": "desk.test"}, True),
        ({"origin": "https://public.test", "host": "inner:8080"}, True),
        ({"origin": "https://evil.test", "host": "desk.test"}, False),
        ({"origin": "https://desk.test.evil.test", "host": "desk.test"}, False),
        ({"origin": "null", "host": "desk.test"}, False),
        ({"origin": "", "host": ""}, False),
        ({"host": "desk.test", "sec_fetch_site": "same-origin"}, True),
        ({"host": "desk.test", "sec_fetch_site": "cross-site"}, False),
        ({"host": "desk.test"}, False),
    ],
)
def test_own_pages_are_told_from_foreign_ones(headers: dict[str, str], expected: bool) -> None:
    assert is_same_origin(request(**headers), "https://public.test") is expected


def test_without_a_public_address_an_empty_origin_is_foreign() -> None:
    assert not is_same_origin(request(origin="x:", host="desk.test"), "")


def test_over_https_the_browser_guards_the_cookie_itself() -> None:
    response = Response()
    set_cookie(response, "person", "v", public_url="https://desk.test", max_age=9)
    cookie = response.headers["set-cookie"]
    assert cookie.startswith("__Host-person=v;")
    assert "Secure" in cookie
    assert "Path=/" in cookie
    assert cookie_name("person", "http://127.0.0.1:8080") == "person"


def test_a_dropped_cookie_has_the_same_name() -> None:
    response = Response()
    drop_cookie(response, "person", public_url="https://desk.test")
    assert response.headers["set-cookie"].startswith('__Host-person="";')
