#!/usr/bin/env python3
"""How far the confidence of claims can be believed: of those with a confidence of about c, a share of c should be right.

    bench/claims_reliability.py SITREP [--shared ../shared]

Prints a table for each kind of claim, on the reports of `situation` dev and, for events, on the pairs of `plover` train, where the
constants were chosen. Right is: an event that the gold has, of that type; a holding, a force, a casualty figure that the gold has, with the right
change, number and role. Below each table stands the expected calibration error.
"""

import importlib.util

import reliability

EDGES = [0, 0.2, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0001]
MERGED = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}  # of the types of plover
SLOTS = {"events": ["type"], "holdings": ["change"], "forces": ["number", "role"], "casualties": ["number", "role"]}
KINDS = {"event": "events", "holding": "holdings", "force": "forces", "casualties": "casualties"}


def scorer(shared):
    spec = importlib.util.spec_from_file_location("situation", shared / "bench/situation/score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def of_situation(situation, documents, reports):
    """{kind: [(confidence, right)]}: the scorer's records stand in the order of the claims, one a number."""
    rows = {kind: [] for kind in SLOTS}
    for document, report in zip(documents, reports):
        found = situation.Reader(document, report).records(report)
        confidence = {kind: [] for kind in SLOTS}
        for claim in report.get("claims", []):
            records = len(claim["numbers"]) if claim["kind"] in ("force", "casualties") else 1
            confidence[KINDS[claim["kind"]]] += [claim["confidence"]] * records
        for kind, wanted in SLOTS.items():
            fit, slots, _, _ = situation.RULES[kind]
            gold = document["gold"][kind]
            right = {i for i, j in situation.matched(found[kind], gold, fit, document["text"])
                     if all(slots(found[kind][i], gold[j], document["text"]).get(s, True) for s in wanted)}
            rows[kind] += [(c, i in right) for i, c in enumerate(confidence[kind])]
    return rows


def of_plover(lib, documents, reports):
    """Of the events whose two sides are a marked pair: whether the type is the pair's."""
    for document, report in zip(documents, reports):
        for claim in report["claims"]:
            if not claim.get("type"):
                continue
            actors, recipients = (lib.ranges_of(report, claim.get(end)) for end in ("actors", "recipients"))
            for pair in document["gold"]["pairs"]:
                if lib.touch(actors, pair["source"]) and (lib.touch(recipients, pair["target"]) or not pair["target"]):
                    yield claim["confidence"], MERGED.get(claim["type"], claim["type"]) == pair["type"]


def show(name, rows):
    print(f"\n{name}, {len(rows)} claims\n")
    reliability.table("claims", rows, EDGES)


def main():
    args = reliability.arguments(__doc__)
    import lib
    documents = lib.read_jsonl(args.shared / "bench/situation/dev.jsonl")
    rows = of_situation(scorer(args.shared), documents, lib.run_sitrep(args.sitrep, documents)[0])
    for kind, found in rows.items():
        show(f"{kind} of situation dev", found)
    documents = lib.read_jsonl(args.shared / "bench/plover/train.jsonl")
    show("events of plover train", list(of_plover(lib, documents, lib.run_sitrep(args.sitrep, documents)[0])))


if __name__ == "__main__":
    main()
