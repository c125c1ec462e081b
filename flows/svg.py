"""Draws a flow as an SVG picture: a row for each stretch of the way, boxes for steps and rounded ones for results."""

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from flows.draw import Edge, edges_of, words_of
from flows.flow import Flow
from flows.values import Kind

WIDTH, HEIGHT = 230, 56
GAP_X, GAP_Y, MARGIN = 30, 74, 24
#: Letters of a label and of a box's line; Hangul is twice as wide as Latin.
LABEL, LINE, LINES = 30, 17, 2
_FILL = {"step": "#e5f0ea", "calculation": "#f4f3ef", "result": "#fff6dd"}


def svg(flow: Flow) -> str:
    """The picture as text; opens in any browser."""
    edges = edges_of(flow)
    places = _places(flow, edges)
    width = max(x for x, _ in places.values()) + WIDTH + MARGIN
    height = max(y for _, y in places.values()) + HEIGHT + MARGIN
    lines = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="12">',
        f"<title>{escape(flow.title)}</title>",
        *(_edge(edge, places) for edge in edges if edge.start in places and edge.end in places),
        *_boxes(flow, places),
        "</svg>",
    )
    return "\n".join(lines) + "\n"


def _places(flow: Flow, edges: tuple[Edge, ...]) -> dict[str, tuple[int, int]]:
    """Left upper corner of each box: as far down as the longest way to it."""
    names = [*(step.id for step in flow.steps), *(result.id for result in flow.results)]
    rows = dict.fromkeys(names, 0)
    for _ in names:
        for edge in edges:
            if edge.end in rows and edge.start in rows:
                rows[edge.end] = min(max(rows[edge.end], rows[edge.start] + 1), len(names))
    count: dict[int, int] = {}
    places: dict[str, tuple[int, int]] = {}
    for name in names:
        column = count.setdefault(rows[name], 0)
        count[rows[name]] += 1
        places[name] = (MARGIN + column * (WIDTH + GAP_X), MARGIN + rows[name] * (HEIGHT + GAP_Y))
    return places


def _boxes(flow: Flow, places: dict[str, tuple[int, int]]) -> Iterator[str]:
    for step in flow.steps:
        kind = "calculation" if step.kind is Kind.CALCULATE else "step"
        yield _box(step.id, step.ask or step.use or step.id, kind, places[step.id])
    for result in flow.results:
        yield _box(result.id, result.title, "result", places[result.id])


def _box(name: str, text: str, kind: str, place: tuple[int, int]) -> str:
    x, y = place
    radius = HEIGHT // 2 if kind == "result" else 8
    lines = _wrapped(" ".join(text.split()))
    first = y + HEIGHT // 2 + 4 - 8 * (len(lines) - 1)
    words = "".join(f'<tspan x="{x + WIDTH // 2}" y="{first + 16 * row}">{escape(line)}</tspan>' for row, line in enumerate(lines))
    box = f'<rect x="{x}" y="{y}" width="{WIDTH}" height="{HEIGHT}" rx="{radius}" fill="{_FILL[kind]}" stroke="#1f6b4a"/>'
    return f'<g id={quoteattr(name)}><title>{escape(text)}</title>{box}<text text-anchor="middle">{words}</text></g>'


def _edge(edge: Edge, places: dict[str, tuple[int, int]]) -> str:
    (x1, y1), (x2, y2) = places[edge.start], places[edge.end]
    x1, y1, x2 = x1 + WIDTH // 2, y1 + HEIGHT, x2 + WIDTH // 2
    bend = (y2 - y1) // 2
    line = f'<path d="M{x1} {y1} C{x1} {y1 + bend} {x2} {y2 - bend} {x2} {y2 - 2}" fill="none" stroke="#8a9a92"/>'
    label = words_of(edge.when)[:LABEL]
    place = f'x="{(x1 + x2) // 2}" y="{(y1 + y2) // 2}" text-anchor="middle" font-size="10" fill="#555"'
    return line + (f"<text {place}>{escape(label)}</text>" if label else "")


def _wrapped(text: str) -> list[str]:
    """At most two lines; what does not fit is shown when the mouse rests on the box."""
    lines = [text[start : start + LINE] for start in range(0, len(text), LINE)] or [""]
    return lines if len(lines) <= LINES else [*lines[: LINES - 1], f"{lines[LINES - 1][:-1]}…"]
