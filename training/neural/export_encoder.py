#!/usr/bin/env python3
"""From the arrays of train_encoder.py to the sections of a model file: vectors as bytes with a scale a row, maps as floats,
laid out as sitrep/language/encoder.h reads them. `pack_model` makes the file of them.

    python3 training/neural/export_encoder.py models/encoder.npz sections.bin && pack_model sections.bin models/encoder.model
"""

import json
import struct
import sys

import numpy


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
    label = data["lab"].transpose(1, 0, 2).reshape(data["lab"].shape[1], -1)
    maps.linear(label[:-1], label[-1])
    maps.array(data["root"], "<f4")

    words = Section()
    for name in ("upos", "xpos", "feats", "lemma", "deprel"):
        words.names(names[name])

    with open(sys.argv[2], "wb") as out:
        for name, section in (("enc.tables", tables), ("enc.maps", maps), ("enc.names", words)):
            out.write(struct.pack("<I", len(name)) + name.encode() + struct.pack("<Q", len(section.bytes)) + section.bytes)


if __name__ == "__main__":
    sys.exit(main())
