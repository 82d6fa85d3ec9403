#!/usr/bin/env python3
"""Writes plain text as spaced words: plain_words.py SHARED CASED LOWER

CASED is what the encoder is trained on before the treebanks; LOWER, in lower case with each digit as 0, is what word vectors are
learned from. UN General Debate statements (CC0), CIA World Factbook and US presidential addresses (public domain), English
Wikinews (CC BY 2.5)."""

import lzma
import re
import sys
from pathlib import Path

WORD = re.compile(r"(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Capt|Sgt|Sen|Rep|St|Jr|Sr)\.|n['’]t\b|['’](?:s|re|ve|ll|d|m)\b|\w+(?=n['’]t\b)"
                  r"|(?:[^\W\d_]\.){2,}|\d[\d,.]*\d\w*|\w+|\S", re.I)
WIKINEWS = 278  # documents; they stand first in the file of news, whose other parts may not be shared


def paragraphs(shared):
    for name in ("unlabelled-un-debates", "unlabelled-official", "unlabelled-news"):
        ended = 0
        for line in lzma.open(shared / "train" / f"{name}.txt.xz", "rt", encoding="utf-8"):
            ended += not line.strip()
            if name == "unlabelled-news" and ended == WIKINEWS:
                break
            if line.strip():
                yield line


def main():
    with open(sys.argv[2], "w", encoding="utf-8") as cased, open(sys.argv[3], "w", encoding="utf-8") as lower:
        for line in paragraphs(Path(sys.argv[1])):
            words = " ".join(WORD.findall(line))
            print(words, file=cased)
            print(re.sub(r"\d", "0", words.lower()), file=lower)


main()
