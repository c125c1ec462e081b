"""A small, sound content folder that tests break in one place at a time."""

from pathlib import Path

from bot.sources import Sources

SHIPPED = Path(__file__).parents[2]

FAQ = """topic: formation
entries:
  - id: members-min
    title: 협동조합은 몇 명부터 만들 수 있나요?
    asks:
      - 최소 인원이 몇 명이에요
      - 세 명이서도 되나요
      - 인원 기준 알려 주세요
      - 사람이 얼마나 모여야 하나요
      - 넷이면 안 되나요
      - 조합 시작 인원
    answer: 다섯 명부터예요. 최저임금은 {minimum-wage}이에요.
    law: [협동조합 기본법 제15조]
    as_of: 2026-11-22
    review_by: 2027-05-31
    next: [flow:small]
    handoff: 애매하면 물어보세요.
    urgent: false
    tests:
      - 조합은 최소 인원이 몇 명이에요
      - 저희 넷이면 안 되나요 궁금해요
      - 조합 시작 인원이 궁금합니다
    facts: [F-105]
"""
#: One more entry for a file.
SECOND = """  - id: second
    title: 자리가 다른 두 번째 질문이에요?
    asks: [ㄱ, ㄴ, ㄷ, ㄹ, ㅁ, ㅂ]
    answer: 답이에요.
    law: [민법 제32조]
    as_of: 2026-11-22
    review_by: 2027-05-31
    tests: [하나, 둘, 셋]
"""
FLOW = """id: small
title: 작은 안내
topic: formation
about: 짧게 봐요.
as_of: 2026-11-22
review_by: 2027-05-31
asks: [짧은 안내 해 주세요]
facts: [F-503]
steps:
  - id: members
    kind: number
    unit: 명
    at_least: 2
    at_most: 100
    ask: "{조합원}은 몇 명인가요?"
    why: 기준을 봐요.
    next:
      - {when: {members: {less_than: 5}}, go: few}
      - {go: kind}
  - id: kind
    kind: choice
    ask: 어느 쪽인가요?
    why: 갈라져요.
    options:
      - {value: earn, label: 벌기}
      - {value: public, label: 돕기}
  - id: limit
    kind: calculate
    use: share-limit
    with: {total-shares: members, own-shares: members, organisation: {fixed: federation}}
    next: enough
results:
  - id: few
    title: 모자라요
    text: "{members}으로는 모자라요."
    law: [협동조합 기본법 제15조]
    next: [members-min]
    handoff: 물어보세요.
  - id: enough
    title: 넉넉해요
    text: "{limit.most}좌까지예요."
    parts:
      - {when: {kind: earn}, say: 벌 수 있어요.}
    law: [협동조합 기본법 제15조]
    handoff: 물어보세요.
"""
EXAMPLES = """flow: small
on: 2026-11-25
examples:
  - name: 모자라다
    answers: {members: 네 명}
    expect: {result: few, says: [4명으로는], law: [협동조합 기본법 제15조], next: [members-min]}
  - name: 넉넉하다
    answers: {members: "10", kind: 벌기}
    refuse: {members: 많아요}
    expect: {result: enough, says: [4좌까지], not_says: [모자라요]}
"""
RATES = """rates:
  - id: minimum-wage
    title: 최저임금
    unit: won
    values:
      - {from: 2025-01-01, until: 2025-12-31, value: 10030, source: 고시}
      - {from: 2026-01-01, until: 2026-12-31, value: 10320, source: 고시}
"""
GLOSSARY = """terms:
  - term: 조합원
    means: 조합에 출자한 사람이에요.
"""
HOURS = """hours:
  mon: ["09:00-18:00"]
closed: []
"""
WORDS = """words:
  home: [처음으로]
  cancel: [취소]
menu:
  - {label: 인원, payload: "entry:members-min"}
  - {label: 안내, payload: "flow:small"}
"""

LAWS = """laws:
  - {name: 협동조합 기본법, decrees: [시행령], short: [협기법]}
  - {name: 민법}
others: [판결]
"""
FACTS = """dossiers:
  - name: formation
    topics: [formation]
    known: [F-101~F-110, F-503]
    unsure:
      - {fact: F-110, what: 온라인 총회}
hedges: [확실하지 않]
"""

FILES = {
    "faq/members.yaml": FAQ,
    "faq/laws.yaml": LAWS,
    "faq/facts.yaml": FACTS,
    "flows/small.yaml": FLOW,
    "flows/small.examples.yaml": EXAMPLES,
    "flows/rates/rates.yaml": RATES,
    "flows/glossary.yaml": GLOSSARY,
    "flows/wording.yaml": (SHIPPED / "flows" / "content" / "wording.yaml").read_text(encoding="utf-8"),
    "bot/phrases.yaml": (SHIPPED / "bot" / "content" / "phrases.yaml").read_text(encoding="utf-8"),
    "bot/words.yaml": WORDS,
    "bot/hours.yaml": HOURS,
}


def write_content(folder: Path, changes: dict[str, str | bytes | None] | None = None) -> Sources:
    """Write the small content, some files changed (None: left out)."""
    for name, text in {**FILES, **(changes or {})}.items():
        if text is None:
            continue
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return Sources.of(folder)
