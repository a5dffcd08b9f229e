"""stancekit: how news outlets differ in the way they write.

Score articles for how they frame each actor, for loaded language, for partisan asides, for sourcing
and for readability; put the outlets side by side; see the words behind every number.

>>> import stancekit
>>> scored = stancekit.score(stancekit.load_sample(), "sample")
>>> table = stancekit.side_by_side(stancekit.compare(scored))
"""

from stancekit.actors import load_actors
from stancekit.actors.discovery import discover_actors
from stancekit.agreement import Agreement, agreement
from stancekit.coding import read_coding_sheet, write_coding_sheet
from stancekit.comparison import compare
from stancekit.coverage import coverage
from stancekit.differences import differences
from stancekit.distinctive import distinctive_words
from stancekit.lenses import DEFAULT_LENSES
from stancekit.lenses.loaded import lexicon_lens
from stancekit.lenses.readability import readability_indices
from stancekit.lenses.stance import Stance, StanceTerm, stance_toward
from stancekit.lexicons.lexicon import load_lexicon
from stancekit.load import load_articles, load_sample, load_sample_key
from stancekit.model import (
    Actor,
    Article,
    Evidence,
    Lens,
    Lexicon,
    Mention,
    Quote,
    Reading,
    Scored,
    Segment,
    Span,
    StancekitError,
    StancekitWarning,
    Term,
)
from stancekit.portraits import portraits
from stancekit.profiles import profile
from stancekit.readability_table import readability
from stancekit.reading import read
from stancekit.reporting.files import write_table
from stancekit.scoring import score
from stancekit.speakers import speakers
from stancekit.wide import SideBySide, side_by_side

__version__ = "0.1.0"

__all__ = [
    "DEFAULT_LENSES",
    "Actor",
    "Agreement",
    "Article",
    "Evidence",
    "Lens",
    "Lexicon",
    "Mention",
    "Quote",
    "Reading",
    "Scored",
    "Segment",
    "SideBySide",
    "Span",
    "Stance",
    "StanceTerm",
    "StancekitError",
    "StancekitWarning",
    "Term",
    "agreement",
    "compare",
    "coverage",
    "differences",
    "discover_actors",
    "distinctive_words",
    "lexicon_lens",
    "load_actors",
    "load_articles",
    "load_lexicon",
    "load_sample",
    "load_sample_key",
    "portraits",
    "profile",
    "read",
    "read_coding_sheet",
    "readability",
    "readability_indices",
    "score",
    "side_by_side",
    "speakers",
    "stance_toward",
    "write_coding_sheet",
    "write_table",
]
