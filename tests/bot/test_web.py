from collections.abc import AsyncIterator

import httpx
import pytest
from prometheus_client import CollectorRegistry, Counter
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.web import BODY_LIMIT, build


async def _fails(_request: Request) -> Response:
    message = "the secret reason"
    raise RuntimeError(message)


async def _refuses(_request: Request) -> Response:
    raise HTTPException(403)


async def _leaves(_request: Request) -> Response:
    raise ClientDisconnect


async def _echo(request: Request) -> Response:
    return PlainTextResponse(str(len(await request.body())))


ROUTES = [
    Route("/fails", _fails),
    Route("/refuses", _refuses),
    Route("/leaves", _leaves),
    Route("/echo", _echo, methods=["POST"]),
    Route("/large", _echo, methods=["POST"]),
]


def browser(*, ready: bool = True, public_url: str = "", client: tuple[str, int] = ("127.0.0.1", 1)) -> httpx.AsyncClient:
    async def is_ready() -> bool:
        return ready

    registry = CollectorRegistry()
    Counter("dure_things", "Things.", registry=registry).inc()
    app = build(ROUTES, ready=is_ready, public_url=public_url, body_limits={"/large": 2 * BODY_LIMIT}, registry=registry)
    return httpx.AsyncClient(transport=httpx.ASGITransport(app=app, client=client), base_url="http://desk.test")


async def test_health_readiness_and_icon() -> None:
    assert (await browser().get("/healthz")).text == "ok\n"
    assert (await browser().get("/readyz")).status_code == 200
    assert (await browser(ready=False).get("/readyz")).status_code == 503
    assert (await browser().get("/favicon.ico")).headers["content-type"] == "image/svg+xml"


async def test_figures_are_for_this_machine_only() -> None:
    assert "dure_things_total 1.0" in (await browser().get("/metrics")).text
    assert (await browser(client=("203.0.113.9", 1)).get("/metrics")).status_code == 404
    assert (await browser(client=("unix", 1)).get("/metrics")).status_code == 404
    assert (await browser().get("/metrics", headers={"x-forwarded-for": "203.0.113.9"})).status_code == 404


@pytest.mark.parametrize("path", ["/healthz", "/fails", "/refuses", "/nowhere"])
async def test_every_answer_carries_the_headers(path: str) -> None:
    answer = await browser(public_url="https://desk.test").get(path)
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "same-origin"
    assert answer.headers["cache-control"] == "no-store"
    assert "max-age" in answer.headers["strict-transport-security"]
    assert len(answer.headers["x-request-id"]) == 16


async def test_transport_security_only_where_there_is_https() -> None:
    assert "strict-transport-security" not in (await browser().get("/healthz")).headers


@pytest.mark.parametrize(("path", "status"), [("/fails", 500), ("/refuses", 403), ("/nowhere", 404), ("/echo", 405)])
async def test_people_get_a_page_with_a_number_and_programs_nothing(path: str, status: int) -> None:
    page = await browser().get(path, headers={"accept": "text/html"})
    assert (page.status_code, page.headers["x-request-id"] in page.text) == (status, True)
    assert "secret" not in page.text
    bare = await browser().get(path, headers={"accept": "*/*"})
    assert (bare.status_code, bare.content) == (status, b"")


async def test_bodies_are_limited_by_path() -> None:
    assert (await browser().post("/echo", content=b"x" * BODY_LIMIT)).status_code == 200
    assert (await browser().post("/echo", content=b"x" * (BODY_LIMIT + 1))).status_code == 413
    assert (await browser().post("/large", content=b"x" * (BODY_LIMIT + 1))).status_code == 200


async def test_an_unannounced_body_is_counted_while_it_comes() -> None:
    async def drops() -> AsyncIterator[bytes]:
        for _ in range(300):
            yield b"x" * 1024

    assert (await browser().post("/echo", content=drops())).status_code == 413


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"content-length": "many"}, 400),
        ({"content-length": "9" * 30}, 413),
        ({"content-length": "²"}, 400),
        ({"content-encoding": "gzip"}, 415),
    ],
)
async def test_a_body_that_lies_about_itself_is_refused(headers: dict[str, str], status: int) -> None:
    raw = {name: value.encode() for name, value in headers.items()}
    assert (await browser().post("/echo", content=b"x", headers=raw)).status_code == status


async def test_a_person_who_leaves_is_no_error() -> None:
    assert (await browser().get("/leaves")).status_code == 400
