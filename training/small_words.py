#!/usr/bin/env python3
"""Lists the words that printed English writes small: makes lexicon/en/language/small_words.txt.

    training/small_words.py SHARED > lexicon/en/language/small_words.txt

Counted, inside sentences, in every fourth UN General Debate statement (CC0) and in the CIA World Factbook and US
presidential addresses (public domain). Forms that sitrep/language/casing.cc finds by their ending are left out.
"""

import lzma
import re
import sys
import textwrap
from collections import Counter

WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*|[.!?:;\"“”]|\d+")
ENDINGS = (("s", ""), ("es", ""), ("ies", "y"), ("ed", ""), ("ed", "e"), ("d", ""), ("ing", ""), ("ing", "e"),
           ("ly", ""), ("er", ""), ("ers", ""), ("ied", "y"))
FEWEST = 3  # times seen small
LEAST = 0.6  # times small for one time with a capital: honours ("the Government") are many there
BY_NUMBER = "may, march, august"


def count(shared):
    small, capital = Counter(), Counter()
    for name, step in (("unlabelled-un-debates.txt.xz", 4), ("unlabelled-official.txt.xz", 1)):
        for i, line in enumerate(lzma.open(f"{shared}/train/{name}", "rt", encoding="utf-8")):
            words = WORD.findall(line) if i % step == 0 else []
            if 2 * sum(w[0].isupper() for w in words) > len(words):
                continue  # a title
            before = "."
            for word in words:
                if word[0].isalpha() and before not in '.!?:;"“”':
                    (small if word == word.lower() else capital)[word.lower()] += 1
                before = word
    return small, capital


def main():
    small, capital = count(sys.argv[1])
    words = {w for w, n in small.items() if n >= FEWEST and n >= LEAST * capital[w] and re.fullmatch("[a-z]+", w)}

    def derived(word):
        return any(word.endswith(e) and len(word) >= len(e) + 4 and word[:-len(e)] + instead in words
                   for e, instead in ENDINGS)

    kept = sorted(w for w in words if not derived(w))
    print("# Words that printed English writes small: by them a text in capitals is told apart into words and names.")
    print("# Made by training/small_words.py from texts in the public domain. A word of `by-number` is a month beside a number.")
    print(f"\nsmall-words: printed\nby-number: {BY_NUMBER}")
    print("\n".join(textwrap.wrap("words: " + ", ".join(kept), 160, subsequent_indent="  ")))


main()
