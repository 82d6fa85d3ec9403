#!/usr/bin/env python3
"""Writes the text that word classes are learned from, all of it free to share: names_text.py SHARED > text

UN General Debate statements (CC0), CIA World Factbook and US presidential addresses (public domain), the Wikinews
part of the news (CC BY 2.5), and the words of the labelled sets that names are trained on, of EWT (CC BY-SA 4.0) and
of GAP development (Apache 2.0)."""

import gzip
import json
import lzma
import re
import sys
from pathlib import Path

from names_data import GUM_GENRES

WIKINEWS = re.compile(r"^(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, [A-Z][a-z]+ \d+, 20(19|20)$")


def main():
    train = Path(sys.argv[1]) / "train"
    for name in ("unlabelled-un-debates.txt.xz", "unlabelled-official.txt.xz"):
        for line in lzma.open(train / name, "rt", encoding="utf-8"):
            sys.stdout.write(line)
    document = []
    for line in lzma.open(train / "unlabelled-news.txt.xz", "rt", encoding="utf-8"):
        document.append(line)
        if not line.strip():
            if WIKINEWS.match(document[0].strip()):
                sys.stdout.writelines(document)
            document = []
    for name in ("crossner-train", "gap-development", "gum-entities-train"):
        for line in gzip.open(train / f"{name}.jsonl.gz", "rt", encoding="utf-8"):
            d = json.loads(line)
            if d.get("genre") in GUM_GENRES or name != "gum-entities-train":
                print(d["text"])
    for line in open(train.parent / "bench/ner/train.jsonl", encoding="utf-8"):
        print(json.loads(line)["text"])
    for line in lzma.open(train / "ewt-train.conllu.xz", "rt", encoding="utf-8"):
        if line.startswith("# text = "):
            print(line[9:].rstrip())


main()
