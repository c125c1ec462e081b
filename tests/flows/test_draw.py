from flows.draw import mermaid
from tests.flows.books import flow_of


def test_draws_steps_results_and_branches_with_their_conditions() -> None:
    flow = flow_of("""
  - {id: n, kind: number, ask: 몇 <명>?, why: 그냥, next: [{when: {n: {less_than: 5}}, go: done}, {go: end}]}
  - {id: end, kind: calculate, use: founders-quorum, with: {consenters: n}, next: done}
""")
    text = mermaid(flow)
    assert 'n_n["몇 #lt;명#gt;?"]' in text
    assert 'n_end[["founders-quorum"]]' in text
    assert 'n_done(["끝"])' in text
    assert 'n_n -- "n #lt; 5" --> n_done' in text
    assert "n_n --> n_end" in text
