"""The lenses that stancekit brings along."""

from stancekit.lenses.asides import ASIDES
from stancekit.lenses.framing import FRAMING
from stancekit.lenses.loaded import LOADED
from stancekit.lenses.readability import READABILITY
from stancekit.lenses.sourcing import SOURCING
from stancekit.model import Lens

DEFAULT_LENSES: tuple[Lens, ...] = (FRAMING, LOADED, ASIDES, SOURCING, READABILITY)
