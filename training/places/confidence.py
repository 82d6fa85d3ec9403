#!/usr/bin/env python3
"""Fits how the confidence of a place follows from what the resolver adds up: prints the numbers of is_a_place()
and is_that_place() in sitrep/ground/place.cc.

    training/places/confidence.py SITREP --shared ../shared [--data FOLDER]

Two things may be wrong with a place: the words are no place, or they are another one. Each has its own
training data, and none of it is a dev split:

- is it a place: the names of GUM (../shared/train), texts of many kinds in which every mention is marked, nested ones too. A name
  that an organisation's ends in ("Federal Credit Union") is none; others inside organisations ("Durham University") tell
  nothing, and nor do adjectives, which GUM does not mark.
- is it that place: news of ../shared/train that say where a town lies ("Athens, Georgia"). The words that say it are taken out,
  and the resolver has to find the country (of American towns, the state) without them. A country or region before the comma is one
  of a list ("Britain, France") and left out.

The first follows from the evidence e that the names add up to (log odds), the second from the resolver's own figure p:
P(right) = s(a0 + b0 e) s(a1 + b1 logit p). SITREP has to be a build whose place_of() gives s(e) as the confidence and 20 + logit p
as the radius of a place. bench/places_reliability.py says how well the outcome holds on dev.
"""

import argparse
import gzip
import json
import lzma
import math
import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MOST_DOCUMENTS = 2500
INTO = {"of", "in", "at", "the", "de"}  # "University of Portsmouth"
WIDE = {"country", "continent", "region", "sea"}


def read(args, documents, layers="places"):
    fed = "".join(json.dumps(d) + "\n" for d in documents)
    command = [args.sitrep, "read", "--from", "jsonl", "--to", "jsonl", "--layers", layers, "--copies", "off"]
    if args.data:
        command += ["--data", args.data]
    done = subprocess.run(command, input=fed.encode(), stdout=subprocess.PIPE, check=True)
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


def names(report):
    return [p for p in report.get("places", []) if "relation" not in p]


def ends_in(organisation, place, text):
    """Whether the organisation's name ends in the words of the place, and not by "of" or the like."""
    before = text[organisation["begin"]:place["begin"]].split()
    return organisation["end"] <= place["end"] + 1 and (not before or before[-1].lower() not in INTO)


def is_a_place(args):
    """(log odds, 1 where it is a place)"""
    documents = [json.loads(line) for line in gzip.open(args.shared / "train/gum-entities-train.jsonl.gz", "rt", encoding="utf-8")]
    pairs = []
    for document, report in zip(documents, read(args, documents, "places,tokens")):
        adjectives = {t["begin"] for t in report["tokens"] if t["xpos"].startswith("JJ")}
        mentions = [(e["kind"], m) for e in document["gold"]["entities"] for m in e["mentions"]]
        for place in names(report):
            if "lat" not in place or place["begin"] in adjectives:
                continue
            over = [(kind, m) for kind, m in mentions if m["begin"] < place["end"] and place["begin"] < m["end"]]
            if any(kind == "place" for kind, _ in over):
                pairs.append((logit(place["confidence"]), 1))
            elif not any(kind == "organization" for kind, _ in over) or any(
                    kind == "organization" and ends_in(m, place, document["text"]) for kind, m in over):
                pairs.append((logit(place["confidence"]), 0))
    return pairs


def containers():
    """Countries and American states by name: what the resolver should say of a town in them."""
    found = {}
    for path, key in (("countries.txt", "iso3"), ("divisions_us.txt", "code")):
        entry = {}
        for line in (ROOT / "lexicon/en/place" / path).read_text(encoding="utf-8").splitlines() + [""]:
            field, _, value = line.partition(": ")
            if value:
                entry.setdefault(field, value)
            elif entry:
                title = entry.get("country" if key == "iso3" else "division")
                short = entry.get("abbreviation", "").split(", ")
                for name in [title] + [s for s in short if s.endswith(".")]:
                    if name:
                        found[name] = {"country": entry["iso3"]} if key == "iso3" else {"country": "USA", "admin1": title}
                entry = {}
    return found


def is_that_place(args):
    """(log odds, 1 where it lies in what the text said before that was taken out)"""
    where = containers()
    said = re.compile(r"\b([A-Z][\w'-]+(?: [A-Z][\w'-]+)?), (" + "|".join(sorted(map(re.escape, where), key=len, reverse=True)) + r")(?!\w),?")
    documents, gold = [], []
    for text in lzma.open(args.shared / "train/unlabelled-news.txt.xz", "rt", encoding="utf-8").read().split("\n\n"):
        answers, parts, end, size = [], [], 0, 0
        for match in said.finditer(text):
            if match[1] in where:
                continue
            parts.append(text[end:match.end(1)])
            size += len(parts[-1])
            answers.append((size, where[match[2]]))
            end = match.end()
        if answers:
            documents.append({"text": "".join(parts) + text[end:]})
            gold.append(answers)
        if len(documents) == args.documents:
            break
    pairs = []
    for answers, report in zip(gold, read(args, documents)):
        at = {p["end"]: p for p in names(report) if "lat" in p}
        for end, answer in answers:
            if end in at and at[end]["feature"] not in WIDE:
                pairs.append((at[end]["radius_km"] - 20, int(all(at[end].get(k) == v for k, v in answer.items()))))
    return pairs


def logit(p):
    p = min(max(p, 0.0001), 0.9999)
    return math.log(p / (1 - p))


def fit(pairs):
    """Newton's method for a logistic regression on one variable."""
    a, b = 0.0, 0.0  # from here the steps stay small
    for _ in range(50):
        ga = gb = haa = hab = hbb = 1e-6
        for x, right in pairs:
            q = 1 / (1 + math.exp(-(a + b * x)))
            ga += right - q
            gb += (right - q) * x
            w = q * (1 - q)
            haa, hab, hbb = haa + w, hab + w * x, hbb + w * x * x
        d = haa * hbb - hab * hab
        a += (hbb * ga - hab * gb) / d
        b += (haa * gb - hab * ga) / d
    return a, b


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sitrep")
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--data")
    parser.add_argument("--documents", type=int, default=MOST_DOCUMENTS)
    args = parser.parse_args()
    for name, pairs in (("is a place", is_a_place(args)), ("is that place", is_that_place(args))):
        a, b = fit(pairs)
        share = sum(right for _, right in pairs) / len(pairs)
        print(f"{name}: {len(pairs)} names, {share:.3f} right; a {a:.3f}, b {b:.3f}", flush=True)


if __name__ == "__main__":
    main()
