#!/usr/bin/env python3
"""Scores quantities against tests/gold/quantities.jsonl: span, value, bounds and what is counted, together.

The gold keeps positions and values only (code points); the texts lie under --root and are found by file and
id, and checked by hash. Sentences of our own (quantities_phrases.jsonl) stand in the gold itself. An item is right when its range, value, low, high and bound are those of the gold, and
its unit is (of a measure), or the last word of what it counts is the gold's head noun (of a count).
`test` documents are held out: rules are not made from their errors. quantities_blind.jsonl and the like (--gold) were
annotated before anybody had seen what the program says of their texts.
"""

import argparse
import hashlib
import json
import subprocess
from pathlib import Path

HERE = Path(__file__).resolve().parent


def read_jsonl(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def documents_of(gold, root):
    texts = {}
    for file in sorted({g["file"] for g in gold if "file" in g}):
        for row in read_jsonl(root / file):
            texts[file, row["id"]] = row
    documents = [g if "text" in g else texts[g["file"], g["id"]] for g in gold]
    for g, d in zip(gold, documents):
        if "sha256" in g and hashlib.sha256(d["text"].encode()).hexdigest()[:16] != g["sha256"]:
            raise SystemExit(f"{g['id']}: the text is not the one that was annotated")
    return documents


def key_of_gold(row, text):
    head = text[slice(*row["head"])] if "head" in row else None
    return (row["begin"], row["end"], row.get("value"), row.get("low"), row.get("high"), row["bound"],
            row.get("unit") if head is None else None, head)


def key_of_report(row):
    measured = "of" not in row or row.get("unit") == "fraction"
    return (row["begin"], row["end"], row.get("value"), row.get("low"), row.get("high"), row["bound"],
            row.get("unit") if measured else None, None if measured else row["of"].split()[-1])


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sitrep", default="build/release/sitrep")
    parser.add_argument("--root", default="../../shared", help="the folder that holds bench/")
    parser.add_argument("--gold", default=HERE / "quantities.jsonl", type=Path)
    parser.add_argument("--errors", help="write the differences of dev documents here")
    args = parser.parse_args()
    gold = read_jsonl(args.gold)
    documents = documents_of(gold, Path(args.root))
    fed = "".join(json.dumps({k: d[k] for k in ("id", "text", "published") if d.get(k)}) + "\n" for d in documents)
    done = subprocess.run([args.sitrep, "read", "--from", "jsonl", "--to", "jsonl", "--layers", "quantities"],
                          input=fed.encode(), stdout=subprocess.PIPE, check=True)
    reports = [json.loads(line) for line in done.stdout.decode().split("\n") if line.strip()]
    counts, errors = {g["split"]: [0, 0, 0] for g in gold}, []
    for g, d, report in zip(gold, documents, reports):
        want = {key_of_gold(row, d["text"]) for row in g["gold"]}
        got = {key_of_report(row) for row in report["quantities"] if row["end"] <= g.get("upto", len(d["text"]))}
        for i, n in enumerate((len(want & got), len(got), len(want))):
            counts[g["split"]][i] += n
        if g["split"] != "test":
            errors += [{"id": g["id"], "missed": k} for k in sorted(want - got, key=str)]
            errors += [{"id": g["id"], "spurious": k} for k in sorted(got - want, key=str)]
    out = {}
    for split, (right, predicted, wanted) in counts.items():
        p, r = right / max(predicted, 1), right / max(wanted, 1)
        out[split] = {"p": round(100 * p, 2), "r": round(100 * r, 2), "f1": round(200 * p * r / max(p + r, 1e-9), 2),
                      "right": right, "predicted": predicted, "gold": wanted}
    if args.errors:
        with open(args.errors, "w", encoding="utf-8") as file:
            file.writelines(json.dumps(e, ensure_ascii=False) + "\n" for e in errors)
    print(json.dumps(out))


if __name__ == "__main__":
    main()
