#!/usr/bin/env python3
"""Learns which words tell a report of events from sports, markets and celebrities: makes
lexicon/en/relevance/weights.txt.

    training/relevance.py SHARED > lexicon/en/relevance/weights.txt

SHARED holds train/ and bench/*/train.jsonl. Logistic regression over the stems of passages of some sixty words
(sitrep/ingest/relevance.h says how they are cut). Passages of reports on events: MUC-4 and PLOVER train, and
news with several words of the kind that SEEDS names. Passages without: fields of CrossNER and genres of GUM and EWT
that are no news, and news without any such word. Names are left out, for they date.
"""

import gzip
import json
import lzma
import math
import random
import re
import sys
from collections import Counter

SEEDS = set("""troop soldier rebel bomb missile protest protester minister parliament election police arrest military army
war guerrilla killed sanction treaty militant airstrike gunmen ceasefire insurgent hostage coup riot terrorist terror kidnap
ambush wounded gunman militia diplomat embassy refugee murder shooting shot prison president senator senate congress
lawmaker court judge fbi ambassador democrat republican attack weapon detain peacekeeper assassinat opposition""".split())
WORDS, STEP = 60, 40
EPOCHS, RATE, SHRINK = 6, 0.15, 2e-6
FEWEST, LEAST = 25, 0.15  # passages of a word that counts; weight of one that is kept
LOST = 0.005  # share of the reports of events that may fall below the least score


def stem(word):
    for ending in ("ies", "ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


SEED_STEMS = {stem(w) for w in SEEDS}


def tokens(text):
    return [w for w in re.findall(r"[A-Za-z]+", text) if len(w) > 1]


def passages(text):
    words = tokens(text)
    for begin in range(0, max(1, len(words) - WORDS + STEP), STEP):
        part = words[begin: begin + WORDS]
        if len(part) >= 8:
            yield part


def lines(path):
    opened = gzip.open(path, "rt") if path.endswith(".gz") else open(path)
    return (json.loads(line) for line in opened)


def reports(shared):
    """(text, whether it tells of events)"""
    for task in ("muc4", "plover"):
        for d in lines(f"{shared}/bench/{task}/train.jsonl"):
            yield d["text"], True
    for d in lines(f"{shared}/train/crossner-train.jsonl.gz"):
        yield d["text"], False
    for d in lines(f"{shared}/train/gum-entities-train.jsonl.gz"):
        if d["genre"] not in ("news", "speech", "interview", "court", "bio", "essay", "podcast", "letter"):
            yield d["text"], False
    for d in lines(f"{shared}/train/uds-ih2-train.jsonl.gz"):
        if re.match("reviews|answers|email", d["id"]):
            yield d["text"], False
    news = lzma.open(f"{shared}/train/unlabelled-news.txt.xz", "rt").read().split("\n\n")
    for article in news:
        seeds = {stem(w.lower()) for w in tokens(article)} & SEED_STEMS
        if len(seeds) >= 4:
            yield article, True
        elif not seeds:
            yield article, False


def common(texts):
    """Stems that stand in lower case, and not mostly with a capital within sentences: no names."""
    low, high = Counter(), Counter()
    for text in texts:
        if text.upper() == text:
            continue
        for word in re.findall(r"(?<![.!?\"'] )(?<!\n)\b[A-Za-z]+", text):
            (low if word[0].islower() else high)[stem(word.lower())] += 1
    return {w for w in low if high[w] <= 3 * low[w]}


def best(text, weights, bias):
    return max((bias + sum(weights[w] for w in {stem(w.lower()) for w in part}) for part in passages(text)), default=99.0)


def main():
    random.seed(7)
    given = list(reports(sys.argv[1]))
    kept = common(text for text, _ in given)
    data = []
    for text, tells in given:
        for part in passages(text):
            data.append((sorted({stem(w.lower()) for w in part} & kept), tells))
    seen = Counter(w for words, _ in data for w in words)
    data = [([w for w in words if seen[w] >= FEWEST], tells) for words, tells in data]
    share = sum(tells for _, tells in data) / len(data)
    print(f"{len(data)} passages, {share:.2f} of events", file=sys.stderr)
    weights, bias = Counter(), 0.0
    for epoch in range(EPOCHS):
        random.shuffle(data)
        rate, loss = RATE / (1 + epoch), 0.0
        for words, tells in data:
            z = bias + sum(weights[w] for w in words)
            p = 1 / (1 + math.exp(-max(-30.0, min(30.0, z))))
            loss -= math.log(max(p if tells else 1 - p, 1e-9))
            step = rate * ((1 if tells else 0) - p)
            bias += step
            for w in words:
                weights[w] += step - rate * SHRINK * len(data) / max(seen[w], 1) * weights[w]
        print(f"epoch {epoch}: {loss / len(data):.4f}", file=sys.stderr)
    weights = Counter({w: round(x, 1) for w, x in weights.items() if abs(x) >= LEAST})
    scores = sorted(best(text, weights, bias) for text, tells in given if tells)
    for share in (0.002, 0.005, 0.01, 0.02):
        least = scores[int(share * len(scores))]
        passed = [best(text, weights, bias) >= least for text, tells in given if not tells]
        print(f"below {least:.2f}: {share:.3f} of the reports of events, {1 - sum(passed) / len(passed):.3f} of the others",
              file=sys.stderr)
    least = scores[int(LOST * len(scores))]
    print("# How much a word speaks for a report of political or violent events, and (below 0) for one of something")
    print("# else: stems with their weights, a passage being the sum of its words. Made by training/relevance.py.")
    print(f"\nrelevance: {bias:.2f}\nleast: {least:.2f}")
    kept = sorted(weights, key=lambda w: (-weights[w], w))
    last = None
    line = ""
    for word in kept:
        weight = f"{weights[word]:.1f}"
        if weight != last or len(line) + len(word) > 114:
            if line:
                print(line.rstrip(","))
            if weight != last:
                print(f"\nrelevance-words: {weight}")
                line = "stems:"
            else:
                line = " "
            last = weight
        line += f" {word},"
    print(line.rstrip(","))


if __name__ == "__main__":
    main()
