#!/usr/bin/env python3
"""How far the confidence of places can be believed: of those with a confidence of about c, a share of c should be right.

    bench/places_reliability.py SITREP [--shared ../shared]

Prints a table over the dev split of `places`: a place is right where it is one of the gold's and lies within 161 km of
it. Places that the gold gives no coordinates for are left out. The last line is the expected calibration error: the mean distance
between the two columns, weighted by the number of places.
"""

import reliability

EDGES = [0, 0.2, 0.4, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 1.0001]


def judged(documents, reports, lib):
    """(confidence, whether it is right) of every place that the gold can judge"""
    for document, report in zip(documents, reports):
        places = [p for p in report.get("places", []) if not p.get("relation") and "lat" in p]
        gold = document["gold"]
        pairs = dict(lib.match_spans([(p["begin"], p["end"]) for p in places], [(g["begin"], g["end"]) for g in gold]))
        for i, place in enumerate(places):
            if i not in pairs:
                yield place["confidence"], False
            elif "lat" in gold[pairs[i]]:
                g = gold[pairs[i]]
                yield place["confidence"], lib.km_between(g["lat"], g["lon"], place["lat"], place["lon"]) <= 161


def main():
    args = reliability.arguments(__doc__)
    import lib
    documents = lib.read_jsonl(args.shared / "bench/places/dev.jsonl")
    reports = lib.run_sitrep(args.sitrep, documents, ["places"])[0]
    rows = list(judged(documents, reports, lib))
    reliability.table("places", rows, EDGES)


if __name__ == "__main__":
    main()
