#!/usr/bin/env python3
"""Writes made-up rows in the shape of GeoNames's allCountries.txt, to measure imports of its size:

    bench/many_places.py 12000000 > allCountries.txt
    /usr/bin/time -v sitrep gazetteer import allCountries.txt --out gazetteer.bin

The shares of the feature classes and the lengths of names and of lists of other names are about those of the real file.
"""

import random
import sys

SYLLABLES = ("ba be bi bo bu da de di do ka ke ki ko ku la le li lo lu ma me mi mo mu na ne ni no ra re ri ro ru sa se si so su "
             "ta te ti to tu ya za al ar en on ur sh kh dj").split()
CYRILLIC = "ба бе би бо да де ка ке ла ле ма ме на не ра ре са се та те".split()
COUNTRIES = "US CN MX IN NO ID RU TH IR PK FR IQ SY UA DE BR MA NG SD AF".split()
CLASSES = [c for c, share in (
    ("P PPL", 38), ("P PPLX", 2), ("H STM", 14), ("H LK", 4), ("H WLL", 3), ("T HLL", 8), ("T MT", 5), ("T ISL", 3), ("S FRM", 6),
    ("S SCH", 6), ("S HTL", 4), ("S AIRP", 1), ("A ADM3", 2), ("A ADM2", 1), ("L LCTY", 2), ("L RGN", 1)) for _ in range(share)]


def word(r, syllables=SYLLABLES):
    return "".join(r.choice(syllables) for _ in range(r.randint(2, 5))).capitalize()


def name(r):
    first, kind = word(r), r.random()
    return first if kind < 0.6 else f"{first} {word(r)}" if kind < 0.9 else f"Al {first}"


def main():
    rows = int(sys.argv[1])
    r = random.Random(5)
    names = [name(r) for _ in range(max(rows // 4, 1))]
    foreign = [word(r, CYRILLIC) for _ in range(max(rows // 60, 1))]
    for i in range(1, rows + 1):
        kind, code = r.choice(CLASSES).split()
        own = r.choice(names)
        others = []
        if r.random() < 0.45:
            others = [r.choice(foreign if r.random() < 0.3 else names) for _ in range(r.choice((1, 1, 2, 3, 5)))]
        people = int(r.paretovariate(1.1) * 100) if code == "PPL" and r.random() < 0.1 else 0
        print(i + 20000000, own, own, ",".join(others), f"{r.uniform(-60, 75):.5f}", f"{r.uniform(-180, 180):.5f}", kind, code,
              r.choice(COUNTRIES), "", f"{r.randint(1, 40):02d}", f"{r.randint(1, 300):03d}", "", "", people, "",
              r.randint(0, 3000), "Asia/Baghdad", "2020-01-01", sep="\t")


if __name__ == "__main__":
    main()
