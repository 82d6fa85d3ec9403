#!/usr/bin/env python3
"""From the arrays of train_encoder.py to the sections of a model file: vectors as bytes with a scale a row, maps as floats,
laid out as sitrep/language/encoder.h reads them. `pack_model` makes the file of them.

    python3 training/neural/export_encoder.py encoder.npz sections SHARED/train vectors && pack_model sections models/language.model
"""

import collections
import json
import pathlib
import re
import struct
import sys

import numpy

from encoder_net import fnv, normal, read_conllu
from train_encoder import lemma_rule

XPOS = re.compile(r'"([^"]+)"')


class Section:
    def __init__(self):
        self.bytes = bytearray()

    def array(self, values, kind):
        self.bytes += b"\0" * (-len(self.bytes) % 8)
        self.bytes += numpy.ascontiguousarray(values, dtype=kind).tobytes()

    def number(self, value):
        self.array([value], "<u4")

    def text(self, text):
        data = text.encode()
        self.number(len(data))
        self.array(list(data), "u1")

    def names(self, names):
        self.number(len(names))
        for name in names:
            self.text("" if name == "_" else name)

    def table(self, rows):
        scale = numpy.abs(rows).max(axis=1) / 127
        scale[scale == 0] = 1
        self.number(rows.shape[0])
        self.number(rows.shape[1])
        self.array(scale, "<f4")
        self.array(numpy.round(rows / scale[:, None]), "i1")

    def linear(self, weights, bias):
        """weights: inputs by outputs."""
        used = weights.shape[1]
        padded = -(-used // 16) * 16
        self.number(weights.shape[0])
        self.number(padded)
        self.number(used)
        self.array(numpy.pad(weights, ((0, 0), (0, padded - used))), "<f4")
        self.array(numpy.pad(bias, (0, padded - used)), "<f4")


def edited(form, rule):
    """What LemmaEdit::append gives."""
    if rule[0] == "=":
        return rule[1:]
    cut, tail = rule[1:].split("+", 1)
    word = form.lower() if rule[0] == "l" else form
    return word[:len(word) - int(cut)] + tail if int(cut) <= len(word) else word


def known_lemmas(data, edits, vocabulary):
    """The edits with those added that only few forms have, and the usual edit of each form with its tag."""
    xpos_names = XPOS.findall((pathlib.Path(__file__).parents[2] / "sitrep/language/analysis.h").read_text().split("kXposNames = {")[1])
    pairs, pairs_by_form = collections.defaultdict(collections.Counter), set()
    for bank, drop in (("ewt", False), ("gum", True)):
        for sentence in read_conllu(f"{data}/{bank}-train.conllu.xz", drop):
            for form, lemma, _, xpos, *_ in sentence:
                if xpos in xpos_names:
                    key = fnv(bytes([xpos_names.index(xpos)]), fnv(normal(form).encode()))
                    pairs[key][form, lemma] += 1
                    if xpos in ("VBD", "VBN"):
                        pairs_by_form.add((normal(form), lemma, xpos))
    edits, known = list(edits), {}
    for key, seen in sorted(pairs.items()):
        # One edit must do for every casing of the form: "=I" explains "i" and "I".
        right = {rule: sum(n for (form, lemma), n in seen.items() if edited(form, rule) == lemma)
                 for rule in {r for form, lemma in seen for r in (lemma_rule(form, lemma), "=" + lemma)}}
        rule = min(right, key=lambda r: (-right[r], r.startswith("="), r))
        if right[rule] * 3 >= sum(seen.values()) * 2:
            if rule not in edits:
                edits.append(rule)
            known[key] = edits.index(rule)
    tags = {tag: xpos_names.index(tag) for tag in ("VBD", "VBN", "VBG", "VBZ", "NNS")}
    irregular = set(irregular_verbs())
    for form, lemma, tag in [*sorted(irregular), *inflections(vocabulary), *prefixed(pairs_by_form | irregular)]:
        rule, key = lemma_rule(form, lemma), fnv(bytes([tags[tag]]), fnv(form.encode()))
        sure = (form, lemma, tag) in irregular and sum(pairs[key].values()) < 5  # a treebank errs now and then
        if sure and rule not in edits:
            edits.append(rule)
        if rule in edits and (sure or key not in known):
            known[key] = edits.index(rule)
    return edits, known


def irregular_verbs():
    for line in (pathlib.Path(__file__).parents[1] / "irregular_verbs.txt").read_text().splitlines():
        if not line.startswith("#"):
            base, past, participle = line.split()
            yield from ((form, base, "VBD") for form in past.split("/"))
            yield from ((form, base, "VBN") for form in participle.split("/"))


def inflections(vocabulary):
    """Forms in -ed and -ing whose base is a word too, the more frequent of two; "-men" whose "-man" is one. `vocabulary` is
    ordered by frequency."""
    rank = {word: i for i, word in enumerate(vocabulary)}
    for form in vocabulary:
        if form.endswith("men") and form[:-2] + "an" in rank:
            yield form, form[:-2] + "an", "NNS"
        for ending in ("ed", "ing"):
            stem = form[:-len(ending)]
            if not form.endswith(ending) or len(stem) < 3 or not form.isalpha():
                continue
            bases = [stem, stem + "e"] + ([stem[:-1]] if stem[-1] == stem[-2] else []) + ([stem[:-1] + "y"] if stem[-1] == "i" else [])
            bases = [b for b in bases if b in rank]
            for tag in ("VBD", "VBN") if ending == "ed" else ("VBG",):
                if bases:
                    yield form, min(bases, key=rank.get), tag


def prefixed(forms):
    """Irregular past forms with a prefix: "retook" as "took"."""
    for form, lemma, tag in sorted(forms):
        if not form.endswith("ed") and form != lemma and form.isalpha() and len(form) > 2:
            for prefix in ("re", "over", "under", "out", "with", "mis"):
                yield prefix + form, prefix + lemma, tag


def main():
    data = numpy.load(sys.argv[1])
    names = json.loads(str(data["tables"]))
    tables = Section()
    keys = data["keys"]  # of rows 1, 2, ...
    order = numpy.argsort(keys, kind="stable")
    tables.number(len(keys))
    tables.array(keys[order], "<u8")
    tables.array(order + 1, "<u4")
    for name in ("word", "part", "shape"):
        tables.table(data[f"{name}/weight"])

    maps = Section()
    for layer in ("lstm1", "lstm2"):
        for direction in ("", "_reverse"):
            bias = data[f"{layer}/bias_ih_l0{direction}"] + data[f"{layer}/bias_hh_l0{direction}"]
            maps.linear(data[f"{layer}/weight_ih_l0{direction}"].T, bias)
            recurrent = data[f"{layer}/weight_hh_l0{direction}"].T
            maps.linear(recurrent, numpy.zeros(recurrent.shape[1]))
    for name in ("tag/upos", "tag/xpos", "tag/feats", "tag/lemma", "arc_dep", "arc_head", "lab_dep", "lab_head"):
        maps.linear(data[f"{name}/weight"].T, data[f"{name}/bias"])
    maps.linear(data["arc"][:-1], data["arc"][-1])
    # By dependent, then by head, then by label: the labels are padded, and become columns of their own.
    label = data["lab"].transpose(1, 2, 0)
    label = numpy.pad(label, ((0, 0), (0, 0), (0, -label.shape[2] % 16))).reshape(label.shape[0], -1)
    maps.linear(label[:-1], label[-1])
    maps.array(data["root"], "<f4")

    lemmas = Section()
    edits, known = known_lemmas(sys.argv[3], names["lemma"], [line.split(" ", 1)[0] for line in open(sys.argv[4], encoding="utf-8")])
    names["lemma"] = edits
    lemmas.number(len(known))
    lemmas.array(sorted(known), "<u8")
    lemmas.array([known[key] for key in sorted(known)], "<u2")

    words = Section()
    for name in ("upos", "xpos", "feats", "lemma", "deprel"):
        words.names(names[name])

    with open(sys.argv[2], "wb") as out:
        for name, section in (("enc.tables", tables), ("enc.maps", maps), ("enc.names", words), ("enc.lemmas", lemmas)):
            out.write(struct.pack("<I", len(name)) + name.encode() + struct.pack("<Q", len(section.bytes)) + section.bytes)


if __name__ == "__main__":
    sys.exit(main())
