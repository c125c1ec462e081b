from pathlib import Path

import httpx
import pytest
from jinja2 import UndefinedError
from starlette.applications import Starlette

from bot.pages import Pages


@pytest.fixture
def pages(tmp_path: Path) -> Pages:
    (tmp_path / "static").mkdir()
    (tmp_path / "static" / "a.css").write_text("b { }")
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "page.html").write_text("<p>{{ word }}</p>{{ asset('a.css') }}")
    return Pages(tmp_path, "/x/static")


async def get(pages: Pages, path: str) -> httpx.Response:
    app = Starlette(routes=[pages.route()])
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://desk.test") as client:
        return await client.get(path)


def test_values_are_escaped_and_none_may_be_missing(pages: Pages) -> None:
    assert b"&lt;b&gt;" in bytes(pages.page("page.html", {"word": "<b>"}).body)
    with pytest.raises(UndefinedError):
        pages.page("page.html")


async def test_a_file_named_by_its_content_may_be_kept_for_ever(pages: Pages) -> None:
    answer = await get(pages, pages.address("a.css"))
    assert (answer.text, answer.headers["content-type"].startswith("text/css")) == ("b { }", True)
    assert "immutable" in answer.headers["cache-control"]
    assert (await get(pages, "/x/static/a.css?v=old")).headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("name", ["none.css", "..%2ftemplates%2fpage.html", "%00"])
async def test_only_the_files_of_the_folder_exist(pages: Pages, name: str) -> None:
    assert (await get(pages, f"/x/static/{name}")).status_code == 404
