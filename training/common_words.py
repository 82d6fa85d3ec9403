#!/usr/bin/env python3
"""Counts in how many news articles a word stands: makes lexicon/en/picture/common_words.txt.

    training/common_words.py SHARED > lexicon/en/picture/common_words.txt

SHARED holds train/ of the benches: its unlabelled news and PolNeAR's training part. Words are stems, as
sitrep/picture/stories.h makes them.
"""

import gzip
import json
import lzma
import re
import sys
from collections import Counter, defaultdict

SHARES = [0.7, 0.5, 0.35, 0.25, 0.17, 0.12, 0.08, 0.055, 0.037, 0.025, 0.017]
ENDINGS = ("ies", "ing", "ed", "es", "s")
FEWEST, MOST = 80, 600  # words of an article that are counted
# The newswire of 1987, most of the set, would make its abbreviations and months common.
OLD_WIRE = re.compile(r"\b(dlrs|mln|pct|cts)\b|^[A-Z .,/'-]+, [A-Za-z]{3,9}\.? \d+ -", re.M)


def stem(word):
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def articles(shared):
    news = lzma.open(f"{shared}/train/unlabelled-news.txt.xz", "rt").read()
    yield from news.split("\n\n")
    for line in gzip.open(f"{shared}/train/polnear-train.jsonl.gz", "rt"):
        yield json.loads(line)["text"]


def main():
    seen, count = Counter(), 0
    for article in articles(sys.argv[1]):
        words = [stem(w.lower()) for w in re.findall(r"[A-Za-z0-9]+", article) if len(w) > 1 and not w.isdigit()]
        if len(words) >= FEWEST and not OLD_WIRE.search(article):
            count += 1
            seen.update(set(words[:MOST]))
    by_share = defaultdict(list)
    for word, number in seen.items():
        share = next((s for s in SHARES if number / count >= 0.82 * s), None)
        if share:
            by_share[share].append(word)
    print("# In which share of news articles a word stands (stems): what many reports use says little of what one")
    print("# is about. Made by training/common_words.py.")
    for share in SHARES:
        print(f"\ncommon-words: {share}")
        line = "words:"
        for word in sorted(by_share[share]):
            if len(line) + len(word) > 116:
                print(line)
                line = " "
            line += f" {word},"
        print(line.rstrip(","))


if __name__ == "__main__":
    main()
