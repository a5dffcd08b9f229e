"""Articles of your own: text files with a few lines about each at the top, in a folder.

The folder is made here so that the example runs; write your own in the same form. A CSV file, a
JSON Lines file or a DataFrame does as well: see docs/start.md.
"""

import tempfile
from pathlib import Path

import stancekit

FIRST = """---
outlet: The Daily Gull
title: Port chiefs in meltdown
---
Bungling port chiefs in Orland were slammed last night after their shambolic plan collapsed.
“It is a disgrace,” said Ana Tal, the mayor of Selm.
"""
SECOND = """---
outlet: Pan-Coastal Press
title: Orland port plan withdrawn
---
The port of Orland withdrew its plan on Tuesday after talks with the government, officials said.
Ana Tal, the mayor of Selm, called the plan “a disgrace”. The port declined to comment.
"""

with tempfile.TemporaryDirectory() as folder:
    Path(folder, "gull.txt").write_text(FIRST, encoding="utf-8")
    Path(folder, "press.txt").write_text(SECOND, encoding="utf-8")
    articles = stancekit.load_articles(folder)

scored = stancekit.score(articles, [stancekit.Actor("Ana Tal", kind="person"), "Orland"])
found = scored.evidence.query("lens == 'loaded'")
print(found[["outlet", "text", "voice", "speaker", "note"]].to_string(index=False))
