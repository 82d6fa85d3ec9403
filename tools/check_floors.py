#!/usr/bin/env python3
"""Holds every #include of sitrep/ against the floors that sitrep/CMakeLists.txt names.

A file may include from its own floor and from the floors that its row names, and from those that
these stand on. Prints what breaks that, and exits 1 where anything does.
"""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ROW = re.compile(r"sitrep_floor\((\w+)([^)]*)\)")
INCLUDE = re.compile(r'^\s*#\s*include\s+"sitrep/(\w+)/')


def floors_named():
    """The floors that each floor names in its row, in the order of the file."""
    floors = {}
    for name, rest in ROW.findall((ROOT / "sitrep/CMakeLists.txt").read_text()):
        words, keep = [], False
        for word in rest.split():
            if word.isupper():
                keep = word == "FLOORS"
            elif keep:
                words.append(word)
        floors[name] = words
    return floors


def reachable(floors, name):
    seen = {name}
    for below in floors[name]:
        if below in floors and below not in seen:
            seen |= reachable(floors, below)
    return seen


def wrong_includes(floors):
    for path in sorted((ROOT / "sitrep").rglob("*")):
        if path.suffix not in (".h", ".cc"):
            continue
        floor = path.relative_to(ROOT / "sitrep").parts[0]
        if floor not in floors:
            yield f"{path.relative_to(ROOT)}: its folder is no floor"
            continue
        allowed = reachable(floors, floor)
        for number, line in enumerate(path.read_text().splitlines(), 1):
            found = INCLUDE.match(line)
            if found and found[1] not in allowed:
                yield f"{path.relative_to(ROOT)}:{number}: {floor} may not include from {found[1]}"


def main():
    floors = floors_named()
    seen = set()
    wrong = []
    for name, below in floors.items():
        wrong += [f"sitrep/CMakeLists.txt: {name} stands on {b}, which is no floor below it"
                  for b in below if b not in seen]
        seen.add(name)
    wrong = wrong or list(wrong_includes(floors))
    print("\n".join(wrong) if wrong else f"{len(floors)} floors, every include in order")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
