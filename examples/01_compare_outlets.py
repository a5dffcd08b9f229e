"""One event, six outlets: the table, and the words behind its largest differences."""

import stancekit

scored = stancekit.score(stancekit.load_sample(), "sample")
comparison = stancekit.compare(scored)
print(stancekit.side_by_side(comparison))

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
        found = scored.evidence.query("lens == @lens and outlet == @outlet")
        if lens not in ("sourcing", "readability"):  # these do not tell voices apart
            found = found[found["voice"] == voice]
        if actor:
            found = found[found["actor"] == actor]
        first = outlet == values.idxmin() and actor  # a mean is low by its lowest findings
        for row in found.sort_values("weight", ascending=bool(first)).head(3).itertuples():
            print(f"    “{' '.join(row.text.split())[:70]}”: {row.note}")
        if found.empty:
            print("    nothing found")
    print()
