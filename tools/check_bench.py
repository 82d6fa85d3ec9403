#!/usr/bin/env python3
"""Holds the figures of ../shared/bench against bench/floors.json: exits 1 where one is below its floor.

    tools/check_bench.py [SITREP] [--update] [TASK...]

A floor is {"task": {"dotted.name": least}}. With --update, floors that were passed are raised to what
was reached, less half a point for what is not worth a quarrel.
"""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FLOORS = ROOT / "bench/floors.json"
SCORERS = ROOT.parent / "shared/bench"
SLACK = 0.5


def figures(task, sitrep):
    done = subprocess.run([sys.executable, "-B", str(SCORERS / "score.py"), task, "--sitrep", str(sitrep)],
                          stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(done.stdout.strip().splitlines()[-1])


def look_up(tree, dotted):
    for name in dotted.split("."):
        tree = tree[name]
    return tree


def main():
    args = [a for a in sys.argv[1:] if a != "--update"]
    sitrep = Path(args[0] if args else "build/release/sitrep").resolve()
    floors = json.loads(FLOORS.read_text())
    below = []
    for task in args[1:] or floors:
        reached = figures(task, sitrep)
        if reached.get("documents_failed"):
            below.append(f"{task}: {reached['documents_failed']} documents failed")
        for name, least in floors[task].items():
            value = look_up(reached, name)
            print(f"{task:12} {name:32} {value:8.2f}  floor {least}", flush=True)
            if value < least:
                below.append(f"{task}: {name} is {value}, below {least}")
            elif "--update" in sys.argv:  # a half point; correlations run from 0 to 1
                floors[task][name] = max(least, round(value - (SLACK if value > 1 else SLACK / 100), 3))
    if "--update" in sys.argv:
        FLOORS.write_text(json.dumps(floors, indent=2) + "\n")
    print("\n".join(below) if below else "every figure holds")
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
