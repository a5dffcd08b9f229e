"""Make the CMU Pronouncing Dictionary that stancekit ships, in the form that NLTK reads.

    python tools/make_cmudict.py cmudict.dict LICENSE

`cmudict.dict` and `LICENSE` are the files of those names in the CMU Pronouncing Dictionary
(https://github.com/cmusphinx/cmudict). Running it again with the same files gives the same result.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

TARGET = Path(__file__).parent.parent / "stancekit" / "nltk_data" / "corpora" / "cmudict"
ENTRY = re.compile(r"(?P<word>\S+?)(?:\((?P<number>\d+)\))? (?P<sounds>[^#]+)")


def convert(source: str) -> str:
    """Lines as NLTK's reader takes them: WORD, number of the pronunciation, sounds."""
    entries = (ENTRY.match(line) for line in source.splitlines() if line.strip())
    return "".join(
        f"{entry['word'].upper()} {entry['number'] or 1} {entry['sounds'].strip()}\n"
        for entry in entries
        if entry
    )


def main(dictionary: str, licence: str) -> None:
    TARGET.mkdir(parents=True, exist_ok=True)
    (TARGET / "cmudict").write_text(convert(Path(dictionary).read_text("utf-8")), "utf-8")
    (TARGET / "LICENSE").write_text(Path(licence).read_text("utf-8"), "utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
