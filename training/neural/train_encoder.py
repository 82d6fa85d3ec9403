#!/usr/bin/env python3
"""Trains the encoder that tags and parses: hashed word parts and word vectors, two bidirectional LSTM layers,
heads for XPOS, UPOS, features and lemma rules, and a biaffine parser (Dozat and Manning 2017).

    python3 training/neural/train_encoder.py --data SHARED/train --vectors vectors.txt --out models/encoder.npz

Repeatable: fixed seeds, one thread. Resumable: the state is saved after each epoch beside --out.
"""

import argparse
import collections
import json
import lzma
import os
import random
import sys
import time

import numpy
import torch
from torch import nn

SEED = 20261122
WORD, PART, SHAPE, HIDDEN, ARC, LABEL = 96, 64, 16, 128, 128, 48
PART_ROWS, LONGEST = 16384, 120
# Documents of GUM whose text may not be shared freely, by the site in their metadata.
NOT_SHARED = ("wikihow.com", "smallbeerpress.com", "linguistics.ucsb.edu", "thoughtcrime.crummy.com", "rifters.com",
              "battleforthesolarsystem.com", "thepowerfactory.com", "media.talkbank.org", "soundcloud.com",
              "onlinelibrary.wiley.com", "digitalcommonwealth.org", "ethz.ch", "iopscience.iop.org", "dataverse.harvard.edu")


def fnv(data):
    """FNV-1a, 64 bits, as the program computes it."""
    value = 0xCBF29CE484222325
    for byte in data:
        value = ((value ^ byte) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    return value


def normal(word):
    """The key of a word in the table of vectors: lower case, digits as 0."""
    return "".join("0" if c.isdigit() else c for c in word.lower())


def parts(word):
    """Rows of the parts of a word: its prefixes and suffixes of up to four code points, and the whole."""
    w = normal(word)
    keys = ["=" + w]
    for n in range(1, 5):
        if n <= len(w):
            keys += ["^" + w[:n], "$" + w[-n:]]
    return [fnv(k.encode()) % PART_ROWS for k in keys]


def shape(word):
    """0..15: how a word is written."""
    letters = [c for c in word if c.isalpha()]
    digits = any(c.isdigit() for c in word)
    if not letters:
        return 1 if digits else 2 if len(word) == 1 else 3
    base = 4
    if all(c.isupper() for c in letters):
        base = 4 if len(letters) == 1 else 5
    elif word[0].isupper():
        base = 6
    elif any(c.isupper() for c in letters):
        base = 7
    else:
        base = 8
    if digits:
        return base + 5 if base < 9 else 14
    if "-" in word and len(word) > 1:
        return 14 if base in (5, 6) else 15
    return base


def lemma_rule(word, lemma):
    """How to make the lemma of the lower-cased word: cut k at the end, add a string; 'u' keeps the case."""
    for keep, w in (("l", word.lower()), ("k", word)):
        common = 0
        while common < min(len(w), len(lemma)) and w[common] == lemma[common]:
            common += 1
        if common > 0 or not lemma:
            return f"{keep}{len(w) - common}+{lemma[common:]}"
    return "=" + lemma


def read_conllu(path, drop):
    """Sentences as lists of (form, lemma, upos, xpos, feats, head, deprel)."""
    sentences, words, skip = [], [], False
    for line in lzma.open(path, "rt", encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("# newdoc"):
            skip = False
        elif line.startswith("# meta::sourceURL"):
            skip = drop and any(s in line for s in NOT_SHARED)
        elif not line:
            if words and not skip and len(words) <= LONGEST:
                sentences.append(words)
            words = []
        elif not line.startswith("#"):
            c = line.split("\t")
            if c[0].isdigit():
                words.append((c[1], c[2], c[3], c[4], c[5], int(c[6]), c[7]))
    return sentences


class Encoder(nn.Module):
    def __init__(self, vocabulary, sizes, vectors=None):
        super().__init__()
        self.word = nn.Embedding(vocabulary, WORD)
        self.part = nn.EmbeddingBag(PART_ROWS, PART, mode="sum")
        self.shape = nn.Embedding(16, SHAPE)
        nn.init.normal_(self.word.weight, std=0.1)
        if vectors is not None:
            self.word.weight.data[1:1 + len(vectors)] = vectors
        nn.init.normal_(self.part.weight, std=0.05)
        nn.init.normal_(self.shape.weight, std=0.3)
        self.lstm1 = nn.LSTM(WORD + PART + SHAPE, HIDDEN, batch_first=True, bidirectional=True)
        self.lstm2 = nn.LSTM(2 * HIDDEN, HIDDEN, batch_first=True, bidirectional=True)
        self.drop = nn.Dropout(0.33)
        self.tag = nn.ModuleDict({k: nn.Linear(2 * HIDDEN, n) for k, n in sizes.items() if k != "deprel"})
        self.arc_dep, self.arc_head = nn.Linear(2 * HIDDEN, ARC), nn.Linear(2 * HIDDEN, ARC)
        self.lab_dep, self.lab_head = nn.Linear(2 * HIDDEN, LABEL), nn.Linear(2 * HIDDEN, LABEL)
        self.arc = nn.Parameter(torch.zeros(ARC + 1, ARC))
        self.lab = nn.Parameter(torch.zeros(sizes["deprel"], LABEL + 1, LABEL + 1))
        nn.init.normal_(self.arc, std=0.02)
        nn.init.normal_(self.lab, std=0.02)
        self.root = nn.Parameter(torch.zeros(2 * HIDDEN))

    def encode(self, words, part_ids, part_offsets, shapes, lengths):
        b, n = words.shape
        x = torch.cat([self.word(words), self.part(part_ids, part_offsets).view(b, n, PART), self.shape(shapes)], -1)
        if self.training:  # whole kinds of input are dropped, so that each can do without the others
            keep = (torch.rand(b, n, 3) > torch.tensor([0.2, 0.1, 0.1])).float()
            x = torch.cat([x[..., :WORD] * keep[..., :1], x[..., WORD:WORD + PART] * keep[..., 1:2],
                           x[..., WORD + PART:] * keep[..., 2:]], -1)
        for lstm in (self.lstm1, self.lstm2):
            packed = nn.utils.rnn.pack_padded_sequence(self.drop(x), lengths, batch_first=True, enforce_sorted=False)
            x, _ = nn.utils.rnn.pad_packed_sequence(lstm(packed)[0], batch_first=True, total_length=n)
        return self.drop(x)

    def arcs(self, x):
        b = x.shape[0]
        with_root = torch.cat([self.root.expand(b, 1, -1), x], 1)
        dep, head = torch.relu(self.arc_dep(x)), torch.relu(self.arc_head(with_root))
        dep, head = self.drop(dep), self.drop(head)
        one = torch.ones(*dep.shape[:2], 1)
        scores = torch.cat([dep, one], -1) @ self.arc @ head.transpose(1, 2)
        lab_dep, lab_head = torch.relu(self.lab_dep(x)), torch.relu(self.lab_head(with_root))
        return scores, self.drop(lab_dep), self.drop(lab_head)

    def labels(self, lab_dep, lab_head, heads):
        chosen = torch.gather(lab_head, 1, heads.unsqueeze(-1).expand(-1, -1, LABEL))
        one = torch.ones(*lab_dep.shape[:2], 1)
        d, h = torch.cat([lab_dep, one], -1), torch.cat([chosen, one], -1)
        return torch.einsum("bni,lij,bnj->bnl", d, self.lab, h)


def main():
    ask = argparse.ArgumentParser()
    ask.add_argument("--data", required=True)
    ask.add_argument("--vectors", required=True)
    ask.add_argument("--out", required=True)
    ask.add_argument("--minutes", type=float, default=60)
    ask.add_argument("--epochs", type=int, default=24)
    args = ask.parse_args()
    torch.manual_seed(SEED)
    random.seed(SEED)
    torch.set_num_threads(1)

    sentences = read_conllu(f"{args.data}/ewt-train.conllu.xz", False) + read_conllu(f"{args.data}/gum-train.conllu.xz", True)
    held = [s for i, s in enumerate(sentences) if i % 40 == 7]  # the trainer's own yardstick
    train = [s for i, s in enumerate(sentences) if i % 40 != 7]
    print(len(train), "sentences", sum(map(len, train)), "words", flush=True)

    names, rows = [], []
    for line in open(args.vectors, encoding="utf-8"):
        f = line.rstrip("\n").split(" ")
        names.append(f[0])
        rows.append(numpy.array(f[1:], dtype=numpy.float32))
    vectors = torch.tensor(numpy.stack(rows))
    vectors = vectors / vectors.norm(dim=1, keepdim=True) * 1.5
    counts = collections.Counter(normal(w[0]) for s in train for w in s)
    known = {n: i + 1 for i, n in enumerate(names)}  # 0 is any other word
    for w, c in sorted(counts.items()):
        if c >= 3 and w not in known:
            known[w] = len(known) + 1
    tables = {}
    for key, of in (("upos", lambda w: w[2]), ("xpos", lambda w: w[3]), ("feats", lambda w: w[4]),
                    ("lemma", lambda w: lemma_rule(w[0], w[1])), ("deprel", lambda w: w[6])):
        c = collections.Counter(of(w) for s in train for w in s)
        least = 3 if key in ("lemma", "feats") else 1
        tables[key] = [k for k, n in sorted(c.items(), key=lambda x: (-x[1], x[0])) if n >= least]
    index = {k: {v: i for i, v in enumerate(t)} for k, t in tables.items()}
    print({k: len(v) for k, v in tables.items()}, len(known), "known words", flush=True)

    cache = {}

    def facts(word):
        if word not in cache:
            cache[word] = (known.get(normal(word), 0), parts(word), shape(word))
        return cache[word]

    def numbers(sentence):
        f = [facts(w[0]) for w in sentence]
        return {"word": [x[0] for x in f], "parts": [x[1] for x in f], "shape": [x[2] for x in f],
                "head": [w[5] for w in sentence],
                "upos": [index["upos"].get(w[2], -1) for w in sentence], "xpos": [index["xpos"].get(w[3], -1) for w in sentence],
                "feats": [index["feats"].get(w[4], -1) for w in sentence],
                "lemma": [index["lemma"].get(lemma_rule(w[0], w[1]), -1) for w in sentence],
                "deprel": [index["deprel"].get(w[6], -1) for w in sentence]}

    def shout(s):
        """Wire text of the 1980s is in upper case; so are headlines."""
        return [(w[0].upper(),) + w[1:] for w in s]

    def headline(s):
        return s[:-1] if len(s) > 3 and s[-1][2] == "PUNCT" and s[-1][0] in ".!?" and all(w[5] != len(s) for w in s) else s

    model = Encoder(len(known) + 1, {k: len(v) for k, v in tables.items()}, vectors)
    optimiser = torch.optim.Adam(model.parameters(), lr=2e-3, betas=(0.9, 0.95))

    def batches(data, size):
        data = sorted(data, key=len)
        groups, group, words = [], [], 0
        for s in data:
            if group and (words + len(s) > size):
                groups.append(group)
                group, words = [], 0
            group.append(s)
            words += len(s)
        return groups + [group] if group else groups

    def tensors(group):
        g = [numbers(s) for s in group]
        n = max(map(len, group))
        pad = lambda key, fill: torch.tensor([x[key] + [fill] * (n - len(x[key])) for x in g])
        ids, offsets = [], []
        for x in g:
            for i in range(n):
                offsets.append(len(ids))
                ids += x["parts"][i] if i < len(x["parts"]) else []
        return ({k: pad(k, f) for k, f in (("word", 0), ("shape", 0), ("head", -1), ("upos", -1), ("xpos", -1), ("feats", -1),
                                           ("lemma", -1), ("deprel", -1))},
                torch.tensor(ids), torch.tensor(offsets), torch.tensor([len(s) for s in group]))

    loss_of = nn.CrossEntropyLoss(ignore_index=-1)

    def run(group):
        t, ids, offsets, lengths = tensors(group)
        x = model.encode(t["word"], ids, offsets, t["shape"], lengths)
        scores, lab_dep, lab_head = model.arcs(x)
        n = scores.shape[1]
        mask = torch.arange(n + 1)[None, :] > lengths[:, None]
        scores = scores.masked_fill(mask[:, None, :], -1e4)
        return t, x, scores, lab_dep, lab_head, lengths

    def evaluate():
        model.eval()
        right = collections.Counter()
        with torch.no_grad():
            for group in batches(held, 2000):
                t, x, scores, lab_dep, lab_head, lengths = run(group)
                real = t["head"] >= 0
                heads = scores.argmax(-1)
                labels = model.labels(lab_dep, lab_head, heads).argmax(-1)
                right["n"] += int(real.sum())
                good = (heads == t["head"]) & real
                right["uas"] += int(good.sum())
                bare = torch.tensor([tables["deprel"].index(d.split(":")[0]) if d.split(":")[0] in tables["deprel"] else i
                                     for i, d in enumerate(tables["deprel"])])
                right["las"] += int((good & (bare[labels] == bare[t["deprel"].clamp(min=0)])).sum())
                for k in model.tag:
                    right[k] += int(((model.tag[k](x).argmax(-1) == t[k]) & real).sum())
        model.train()
        return {k: round(100 * v / right["n"], 2) for k, v in right.items() if k != "n"}

    def save():
        arrays = {k.replace(".", "/"): v.detach().numpy().astype(numpy.float32) for k, v in model.state_dict().items()}
        keys = numpy.array([fnv(w.encode()) for w in sorted(known, key=known.get)], dtype=numpy.uint64)
        numpy.savez(args.out, keys=keys, tables=json.dumps(tables), **arrays)

    begun, step, best = time.time(), 0, 0.0
    total = None
    for epoch in range(args.epochs):
        mixed = []
        for s in train:
            roll = random.random()
            mixed.append(shout(s) if roll < 0.07 else headline(s) if roll < 0.12 else s)
        groups = batches(mixed, 1200)
        random.shuffle(groups)
        total = total or len(groups) * args.epochs
        sums = collections.Counter()
        for group in groups:
            step += 1
            # The rate falls with the time that is left, so that a run of any length ends well.
            done = max(step / total, (time.time() - begun) / (60 * args.minutes))
            for g in optimiser.param_groups:
                g["lr"] = 2e-3 * min(1, step / 200) * max(0.02, 1 - done)
            t, x, scores, lab_dep, lab_head, lengths = run(group)
            b, n = t["head"].shape
            loss = loss_of(scores.reshape(b * n, -1), t["head"].reshape(-1))
            labels = model.labels(lab_dep, lab_head, t["head"].clamp(min=0))
            loss = loss + loss_of(labels.reshape(b * n, -1), t["deprel"].reshape(-1))
            for k in model.tag:
                loss = loss + (0.5 if k != "xpos" else 1.0) * loss_of(model.tag[k](x).reshape(b * n, -1), t[k].reshape(-1))
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 5.0)
            optimiser.step()
            sums["loss"] += float(loss)
            if done >= 1:
                break
        minutes = (time.time() - begun) / 60
        figures = evaluate()
        print(f"epoch {epoch} {minutes:.1f} min loss {sums['loss'] / len(groups):.3f} {figures}", flush=True)
        if figures["las"] > best:
            best = figures["las"]
            save()
        if minutes >= args.minutes:
            break


if __name__ == "__main__":
    sys.exit(main())
