"""One event, six outlets: the table, and the words behind its largest differences."""

import stancekit
from stancekit.reporting.tables import terminal_table

scored = stancekit.score(stancekit.load_sample(), "sample")
comparison = stancekit.compare(scored)
print(terminal_table(comparison))

print("\nThe words behind the largest difference of each lens\n")
enough = comparison[comparison["low"].notna()]
table = stancekit.side_by_side(enough).dropna(thresh=2)  # two outlets at least
for lens, rows in table.groupby(level="lens", sort=False):
    spread = rows.max(axis="columns") - rows.min(axis="columns")
    _, actor, voice, unit = spread.idxmax()
    values = rows.loc[spread.idxmax()]
    print(f"{lens} {actor} ({unit})".replace("  ", " "))
    for outlet in (values.idxmin(), values.idxmax()):
        print(f"  {outlet}: {values[outlet]:.2f}")
        found = scored.evidence.query("lens == @lens and outlet == @outlet and voice == @voice")
        if actor:
            found = found[found["actor"] == actor]
        for row in found.nlargest(3, "weight", keep="first").itertuples():
            print(f"    “{' '.join(row.text.split())[:70]}”: {row.note}")
        if found.empty:
            print("    nothing found")
    print()
