#!/usr/bin/env python3
"""Turns the public training sets for names into the one shape that train_names reads.

    names_data.py SHARED > names.train

SHARED is the folder that holds bench/ner/train.jsonl and train/. A line is a document:

    corpus TAB id TAB text TAB mark SPACE mark ...

with tabs and newlines of the text as spaces, and each mark `begin:end:label` in code points. Labels: PER, ORG,
LOC, MISC; ANY where the set does not say (no loss is taken there); NAME for a name of any kind."""

import gzip
import json
import lzma
import re
import sys
from pathlib import Path

LABEL = {"person": "PER", "organisation": "ORG", "place": "LOC", "misc": "MISC", "nationality": "MISC",
         "weapon": "MISC", "vehicle": "MISC"}
# Genres of GUM whose texts may be shared in changed form: the others hold CC BY-NC or ND texts, or several licences.
GUM_GENRES = {"academic", "bio", "court", "interview", "news", "speech", "textbook", "voyage", "vlog"}
GUM_LABEL = {"person": "PER", "organization": "ORG", "place": "LOC"}
TITLES = re.compile(
    r"^(?:the |an? |(?:[A-Z]\S* )?(?:Foreign|Prime|Defen[cs]e|Deputy|Vice|Special|Mr\.?|Mrs\.?|Ms\.?|Dr\.?|Prof\.?|Sir|Lord|Lt\.?|Gen\.?|Col\.?|"
    r"General|Colonel|Major|Maj\.?|Brig\.?|Capt\.?|Captain|President|Minister|Secretary|Ambassador|Envoy|Senator|"
    r"King|Queen|Prince|Princess|Pope|Professor|Chairman|Governor|Mayor|Commander|Sheikh) )+")
SMALL = {"of", "the", "and", "for", "in", "on", "de", "al", "el", "bin", "von", "van", "la", "le", "&", "-", "'", "’s", "'s", "to", "du"}


def write(corpus, name, text, marks):
    text = re.sub(r"[\t\n\r]", " ", text)
    marks = " ".join(f"{b}:{e}:{label}" for b, e, label in sorted(marks))
    print(corpus, name, text, marks, sep="\t")


def ner_train(shared):
    for line in open(shared / "bench/ner/train.jsonl", encoding="utf-8"):
        d = json.loads(line)
        corpus = d["id"].split("-")[0]
        gold = [(e["begin"], e["end"], LABEL.get(e["kind"])) for e in d["gold"]["entities"]]
        if corpus == "re3d":
            write(corpus, d["id"], d["text"], re3d_names(d["text"], gold, d["gold"].get("ignored", [])))
        else:
            write(corpus, d["id"], d["text"], [g for g in gold if g[2]])


def re3d_names(text, gold, ignored):
    """re3d marks whole phrases: a phrase that is a name after its article and title gives one, the rest says nothing."""
    marks, taken = [], []
    for begin, end, label in gold:
        if not label:
            continue
        start = begin + (m.end() if (m := TITLES.match(text[begin:end])) else 0)
        words = text[start:end].split()
        if words and all(w[0].isupper() or w in SMALL or w[0].isdigit() for w in words) and words[-1][0].isupper():
            marks.append((start, end, label))
        else:
            marks.append((begin, end, "ANY"))
        taken.append((begin, end))
    marks += [(e["begin"], e["end"], "ANY") for e in ignored
              if not any(b < e["end"] and e["begin"] < t for b, t in taken)]
    for m in re.finditer(r"(?<=[a-z,] )[A-Z]\w+", text):
        if not any(b < m.end() and m.start() < e for b, e, _ in marks):
            marks.append((m.start(), m.end(), "ANY"))
    return marks


def crossner(shared):
    for line in gzip.open(shared / "train/crossner-train.jsonl.gz", "rt", encoding="utf-8"):
        d = json.loads(line)
        # 'poetry', 'algorithm', 'enzyme': the other fields mark common nouns too.
        marks = [(e["begin"], e["end"], LABEL[e["kind"]]) for e in d["gold"]["entities"]
                 if any(c.isupper() for c in d["text"][e["begin"]:e["end"]])]
        write("crossner", d["id"], d["text"], marks)


def trees(path):
    """{document: [[(form, xpos)]]}"""
    documents, sentence = {}, []
    for line in lzma.open(path, "rt", encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("# newdoc"):
            current = documents.setdefault(line.split("=")[1].strip(), [])
        elif not line and sentence:
            current.append(sentence)
            sentence = []
        elif line and not line.startswith("#"):
            c = line.split("\t")
            if c[0].isdigit():
                sentence.append((c[1], c[4]))
    return documents


def gum(shared):
    parsed = trees(shared / "train/gum-train.conllu.xz")
    for line in gzip.open(shared / "train/gum-entities-train.jsonl.gz", "rt", encoding="utf-8"):
        d = json.loads(line)
        if d["genre"] not in GUM_GENRES or d["id"] not in parsed:
            continue
        tokens = place(d["text"], parsed[d["id"]])
        write("gum", d["id"], d["text"], gum_names(d["text"], tokens, d["gold"]["entities"]))


def place(text, sentences):
    """[(begin, end, xpos)] of the tokens that are found in the text."""
    tokens, at = [], 0
    for sentence in sentences:
        for form, xpos in sentence:
            begin = text.find(form, at, at + len(form) + 40)
            if begin < 0:
                continue
            at = begin + len(form)
            tokens.append((begin, at, xpos))
    return tokens


def gum_names(text, tokens, entities):
    """The runs of proper nouns, each with the kind of the smallest mention that holds it."""
    mentions = sorted((m["end"] - m["begin"], m["begin"], m["end"], e["kind"]) for e in entities for m in e["mentions"])
    marks, k = [], 0
    while k < len(tokens):
        if not tokens[k][2].startswith("NNP"):
            k += 1
            continue
        last = k
        j = k + 1
        while j < len(tokens) and j - last <= 2:
            word = text[tokens[j][0]:tokens[j][1]]
            if tokens[j][2].startswith("NNP"):
                last = j
            elif word.lower() not in ("of", "the", "-", "for", "–", "'s", "’s"):
                break
            j += 1
        # The longest run that lies in a mention, from its left end on.
        while last > k and not any(b <= tokens[k][0] and tokens[last][1] <= e for _, b, e, _ in mentions):
            last -= 1
            while last > k and not tokens[last][2].startswith("NNP"):
                last -= 1
        begin, end = tokens[k][0], tokens[last][1]
        kind = next((kind for _, b, e, kind in mentions if b <= begin and end <= e), None)
        if kind == "person":
            title = TITLES.match(text[begin:end])
            begin += title.end() if title and title.end() < end - begin else 0
        if kind and kind != "time":
            people = kind == "person" and tokens[last][2] == "NNPS"  # 'Bangladeshis'
            marks.append((begin, end, "MISC" if people else GUM_LABEL.get(kind, "MISC")))
        elif not kind:
            marks.append((begin, end, "ANY"))
        k = last + 1
    # A capitalised adjective ('German') is a name in some sets and none in others: GUM does not say.
    marks += [(b, e, "ANY") for b, e, xpos in tokens if xpos.startswith("JJ") and text[b].isupper()]
    return marks


def main():
    shared = Path(sys.argv[1])
    ner_train(shared)
    crossner(shared)
    gum(shared)


if __name__ == "__main__":
    main()
