"""Write the README's table anew, from the sample corpus.

python tools/make_readme_table.py
"""

from __future__ import annotations

import re
from pathlib import Path

import stancekit
from stancekit.reporting.tables import markdown_table

README = Path(__file__).parent.parent / "README.md"
PLACE = re.compile(r"(<!-- table -->\n).*?(<!-- /table -->)", re.DOTALL)


def make_table() -> str:
    """The sample corpus side by side, with the two states of its story."""
    states = [actor.name for actor in stancekit.load_actors("sample") if actor.kind == "place"]
    comparison = stancekit.compare(stancekit.score(stancekit.load_sample(), "sample"))
    return markdown_table(comparison[comparison["actor"].isin([None, *states])])


if __name__ == "__main__":
    text = README.read_text("utf-8")
    table = make_table()
    README.write_text(PLACE.sub(lambda match: f"{match[1]}\n{table}\n{match[2]}", text), "utf-8")
