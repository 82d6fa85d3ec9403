#!/usr/bin/env python3
"""Short reports of our own in tests/stories, each with what an analyst would record of it.

A file: `key: value` lines of metadata, an empty line, the text, a line `---`, then one expectation a line:

    event: TYPE; trigger=WORDS; actor=WORDS; recipient=WORDS; place=WORDS; from=DAY; status=S; by=WORDS; acled=SUB-EVENT
    holding: HOLDER; CHANGE; PLACE
    force: WHOSE; UNIT; [ROLE;] value=N; low=N; high=N
    casualties: ROLE; value=N; low=N; high=N; who=WORDS; place=WORDS
    statement: SPEAKER; how the content begins
    no event: words of a trigger that must not give one
    no holding: HOLDER; CHANGE; PLACE

WORDS hold where they are part of what the program names, or it of them; a slot may be given twice. `not yet: ` before a line marks what is known not to be
found; such a line that holds is reported too, so that the mark goes. Usage: stories_test.py [FILE...] (SITREP names the program).
"""

import json
import os
import subprocess
import sys
from pathlib import Path

STORIES = Path(__file__).resolve().parent / "stories"
SITREP = os.environ.get("SITREP", "build/release/sitrep")


def load(path):
    head, rest = path.read_text(encoding="utf-8").split("\n\n", 1)
    text, wanted = rest.split("\n---\n", 1)
    meta = dict(line.split(": ", 1) for line in head.splitlines())
    return {"id": path.stem, "text": text, **meta}, [l for l in wanted.splitlines() if l.strip()]


def reports(documents):
    given = "".join(json.dumps(d) + "\n" for d in documents)
    done = subprocess.run([SITREP, "read", "--from", "jsonl", "--to", "jsonl"], input=given, text=True,
                          stdout=subprocess.PIPE, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


class Report:
    def __init__(self, json_report):
        self.json = json_report
        self.text = json_report["text"]
        self.entities = {e["id"]: e for e in json_report["entities"]}

    def names(self, party):
        """What a party may be called: its words there, and its entity's names."""
        words = [self.text[party["begin"]:party["end"]]]
        entity = self.entities.get(party.get("entity"))
        if entity:
            words += [self.text[m["begin"]:m["end"]] for m in entity["mentions"] if m.get("form") != "pronoun"]
        return words

    def any_party(self, parties, words):
        return any(alike(name, words) for p in parties for name in self.names(p))

    def place(self, claim, words):
        place = claim.get("place")
        return bool(place) and (alike(place["name"], words) or alike(self.text[place["begin"]:place["end"]], words))

    def number(self, claim, wanted):
        for n in claim["numbers"]:
            if all(n.get(k) == float(wanted[k]) for k in ("value", "low", "high") if k in wanted):
                return n
        return None

    def holds(self, line):
        kind, rest = line.split(": ", 1)
        parts = [p.strip() for p in rest.split("; ")]
        bare = [p for p in parts if "=" not in p]
        slots = [p.split("=", 1) for p in parts if "=" in p]
        return any(getattr(self, kind.replace(" ", "_"))(c, bare, slots) for c in self.of(kind)) != kind.startswith("no ")

    def of(self, kind):
        if kind == "statement":
            return self.json["statements"]
        return [c for c in self.json["claims"] if c["kind"] == kind.replace("no ", "")]

    def event(self, claim, bare, slots):
        if claim.get("type") != bare[0]:
            return False
        for slot, words in slots:
            right = {"trigger": lambda: words in self.text[slice(*claim["trigger"])],
                     "actor": lambda: self.any_party(claim.get("actors", []), words),
                     "recipient": lambda: self.any_party(claim.get("recipients", []), words),
                     "by": lambda: self.any_party(claim.get("attribution", []), words),
                     "place": lambda: self.place(claim, words),
                     "from": lambda: claim.get("time", {}).get("from", "").startswith(words),
                     "status": lambda: claim["status"] == words,
                     "acled": lambda: claim.get("acled", {}).get("sub_event") == words}[slot]
            if not right():
                return False
        return True

    def no_event(self, claim, bare, _):
        return bare[0] in self.text[slice(*claim["trigger"])]

    def holding(self, claim, bare, _):
        return (self.any_party(claim.get("actors", []), bare[0]) and claim["holding"]["change"] == bare[1]
                and self.place(claim, bare[2]))

    no_holding = holding

    def force(self, claim, bare, slots):
        n = self.number(claim, dict(slots))
        return bool(n) and self.any_party(claim.get("actors", []), bare[0]) and (len(bare) < 3 or n.get("role") == bare[2])

    def casualties(self, claim, bare, slots):
        wanted = dict(slots)
        n = self.number(claim, wanted)
        return (bool(n) and n.get("role") == bare[0] and ("who" not in wanted or self.any_party(claim.get("recipients", []), wanted["who"]))
                and ("place" not in wanted or self.place(claim, wanted["place"])))

    def statement(self, said, bare, _):
        words = " ".join(self.text[b:e] for b, e in said["content"])
        return bool(said.get("speaker")) and self.any_party([said["speaker"]], bare[0]) and words.startswith("; ".join(bare[1:]))


def alike(a, b):
    return a.casefold() in b.casefold() or b.casefold() in a.casefold()


def main():
    paths = [Path(p) for p in sys.argv[1:]] or sorted(STORIES.glob("*.txt"))
    loaded = [load(p) for p in paths]
    wrong, waiting, lines = [], 0, 0
    for path, (_, wanted), report in zip(paths, loaded, reports([d for d, _ in loaded])):
        report = Report(report)
        for line in wanted:
            waits = line.startswith("not yet: ")
            waiting += waits
            lines += 1
            if report.holds(line.removeprefix("not yet: ")) == waits:
                wrong.append(f"{path.name}: {'holds now: ' if waits else ''}{line.removeprefix('not yet: ')}")
    print("\n".join(wrong))
    print(f"{lines - waiting - len(wrong)} of {lines} hold, {waiting} are known not to")
    return 1 if wrong or not lines else 0


if __name__ == "__main__":
    sys.exit(main())
