"""A lexicon of your own: hedges, from a tab-separated file, without any code for the search."""

import tempfile
from pathlib import Path

import stancekit

HEDGES = """\
term\tcategory\tweight\tunless\tnote
may\tmodal\t1\t\tleaves it open
might\tmodal\t1\tmilitary might\tleaves it open
appear~\tverb\t1\tappear~ in court|appear~ before\tkeeps a distance
seem~\tverb\t1\t\tkeeps a distance
likely\tadverb\t1\t\tsays how probable
reportedly\tadverb\t1\t\tnames no source
it is not clear\tphrase\t1\t\tadmits not knowing
do~ not yet know\tphrase\t1\t\tadmits not knowing
"""

with tempfile.TemporaryDirectory() as folder:
    path = Path(folder, "hedges.tsv")
    path.write_text(HEDGES, encoding="utf-8")
    lexicon = stancekit.load_lexicon(path)

hedges = stancekit.lexicon_lens("hedges", lexicon, unit="hedges", higher="more cautious")
scored = stancekit.score(stancekit.load_sample(), lenses=[hedges])
print(stancekit.side_by_side(stancekit.compare(scored)))
print()
print(scored.evidence[["outlet", "text", "voice", "note"]].to_string(index=False))
