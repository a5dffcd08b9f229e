"""A lens of your own: passive sentences that hide who acted."""

import re
from collections.abc import Iterator

import stancekit

PASSIVE = re.compile(r"\b(?:was|were|been|being|is|are) (?:\w+ly )?\w{3,}(?:ed|ven|ken)\b(?! by\b)")


def find_hidden_agents(reading: stancekit.Reading) -> Iterator[stancekit.Evidence]:
    """Passives without an agent: "was rescued", but not "was rescued by the cutter"."""
    for match in PASSIVE.finditer(reading.plain):
        yield stancekit.Evidence(*match.span(), rule="passive without agent")


HIDDEN_AGENTS = stancekit.Lens(
    "hidden agents",
    find_hidden_agents,
    unit="passives without an agent",
    higher="more often left open who acted",
)

scored = stancekit.score(stancekit.load_sample(), lenses=[HIDDEN_AGENTS])
print(stancekit.side_by_side(stancekit.compare(scored)))
print()
print(scored.evidence.groupby("outlet", sort=False).text.agg(", ".join).to_string())
