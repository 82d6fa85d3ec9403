#!/usr/bin/env python3
"""Trains the encoder that tags and parses: hashed word parts and word vectors, two bidirectional LSTM layers,
heads for XPOS, UPOS, features and lemma rules, and a biaffine parser (Dozat and Manning 2017).

    python3 training/neural/train_encoder.py --data SHARED/train --vectors vectors --from pretrained.pt --out encoder.npz

Repeatable: fixed seeds, one thread. The mean weights of the last epoch are in --out at any time. A run that was stopped goes on
from the epoch that it was in (OUT.state).
"""

import argparse
import collections
import json
import pathlib
import random
import sys
import time

import numpy
import torch
from torch import nn

from encoder_net import Encoder, Spellings, fnv, make_repeatable, optimisers_of, read_treebanks, read_vectors

SEED = 20261122
BATCH = 800  # words a step
# Epochs, the rate of Adam that falls to nothing in them, and the share of what is dropped.
CYCLES = [(10, 2e-3, 0.33), (18, 1.5e-3, 0.25), (18, 1.2e-3, 0.3)]


def lemma_rule(word, lemma):
    """How to make the lemma of the lower-cased word: cut k at the end, add a string; 'u' keeps the case."""
    for keep, w in (("l", word.lower()), ("k", word)):
        common = 0
        while common < min(len(w), len(lemma)) and w[common] == lemma[common]:
            common += 1
        if common > 0 or not lemma:
            return f"{keep}{len(w) - common}+{lemma[common:]}"
    return "=" + lemma


def shout(s):
    """Wire text of the 1980s is in upper case; so are headlines."""
    return [(w[0].upper(),) + w[1:] for w in s]


def title(s):
    """Headlines With Capitals."""
    return [(w[0][0].upper() + w[0][1:] if len(w[0]) > 3 or i == 0 else w[0],) + w[1:] for i, w in enumerate(s)]


def headline(s):
    """Headlines have no final mark."""
    return s[:-1] if len(s) > 3 and s[-1][2] == "PUNCT" and s[-1][0] in ".!?" and all(w[5] != len(s) for w in s) else s


def typeset(s):
    """Curly quotes and long dashes for what a typewriter has."""
    form = lambda w: {"\"": "\u201c" if w[3] == "``" else "\u201d", "--": "\u2014"}.get(w[0], w[0].replace("'", "\u2019"))
    return [(form(w),) + w[1:] for w in s]


def typed(s):
    """Straight quotes for curly ones."""
    return [(w[0].replace("\u2019", "'").replace("\u2018", "'").replace("\u201c", "\"").replace("\u201d", "\""),) + w[1:] for w in s]


# How text is written where no treebank is: shares of every epoch's sentences.
VARIANTS = [(0.06, shout), (0.03, title), (0.05, headline), (0.04, typeset), (0.02, typed)]


def average(mean, model, step):
    """Keeps the running mean of the weights, which reads better than the last step's."""
    keep = min(0.98, (step / 10) / (step / 10 + 9))
    with torch.no_grad():
        for k, v in model.state_dict().items():
            if k in mean:
                mean[k].mul_(keep).add_(v, alpha=1 - keep)
            else:
                mean[k] = v.clone()


def main():
    ask = argparse.ArgumentParser()
    ask.add_argument("--data", required=True)
    ask.add_argument("--vectors", required=True)
    ask.add_argument("--from", dest="start", help="what pretrain_encoder.py wrote")
    ask.add_argument("--out", required=True)
    args = ask.parse_args()
    make_repeatable(SEED)

    train, held = read_treebanks(args.data)
    known, vectors = read_vectors(args.vectors, train)
    print(len(train), "sentences", sum(map(len, train)), "words", flush=True)
    tables = {}
    for key, of in (("upos", lambda w: w[2]), ("xpos", lambda w: w[3]), ("feats", lambda w: w[4]),
                    ("lemma", lambda w: lemma_rule(w[0], w[1])), ("deprel", lambda w: w[6])):
        c = collections.Counter(of(w) for s in train for w in s)
        least = 3 if key in ("lemma", "feats") else 1
        tables[key] = [k for k, n in sorted(c.items(), key=lambda x: (-x[1], x[0])) if n >= least]
    index = {k: {v: i for i, v in enumerate(t)} for k, t in tables.items()}
    print({k: len(v) for k, v in tables.items()}, len(known), "known words", flush=True)

    spellings = Spellings(known)
    kinds = ("form", "head", "upos", "xpos", "feats", "lemma", "deprel")

    def numbers(s):
        """A sentence as rows of `kinds`."""
        at = lambda kind, value: index[kind].get(value, -1)
        return numpy.array([(spellings.id(w[0]), w[5], at("upos", w[2]), at("xpos", w[3]), at("feats", w[4]),
                             at("lemma", lemma_rule(w[0], w[1])), at("deprel", w[6])) for w in s]).T

    for s in train:  # so that every form that an epoch may draw has a number
        for _, variant in VARIANTS:
            for w in variant(s):
                spellings.id(w[0])
    plain, held = [numbers(s) for s in train], [numbers(s) for s in held]
    word, part, shape = spellings.tables()

    model = Encoder(len(known), {k: len(v) for k, v in tables.items()}, vectors)
    if args.start:
        model.load_state_dict(torch.load(args.start), strict=False)
    dense, optimisers = optimisers_of(model, CYCLES[0][1])
    mean = {}  # of the weights, over the last steps

    def batches(data, size):
        data = sorted(data, key=lambda s: s.shape[1])
        groups, group, words = [], [], 0
        for s in data:
            if group and words + s.shape[1] > size:
                groups.append(group)
                group, words = [], 0
            group.append(s)
            words += s.shape[1]
        return groups + [group] if group else groups

    def tensors(group):
        padded = numpy.full((len(kinds), len(group), max(s.shape[1] for s in group)), -1)
        for i, s in enumerate(group):
            padded[:, i, :s.shape[1]] = s
        padded[0][padded[0] < 0] = 0
        return dict(zip(kinds, torch.from_numpy(padded))), torch.tensor([s.shape[1] for s in group])

    loss_of = nn.CrossEntropyLoss(ignore_index=-1)

    def run(group):
        t, lengths = tensors(group)
        form = t["form"]
        x = model.encode(model.inputs(word[form], part[form], shape[form]), lengths)
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
        arrays["part/weight"] = arrays["part/weight"][:-1]  # less the row of what is no part
        keys = numpy.array([fnv(w.encode()) for w in sorted(known, key=known.get)], dtype=numpy.uint64)
        numpy.savez(args.out, keys=keys, tables=json.dumps(tables), **arrays)

    step, first, state = 0, 0, pathlib.Path(args.out + ".state")
    if state.exists():
        kept = torch.load(state)
        model.load_state_dict(kept["model"])
        mean.update(kept["mean"])
        for optimiser, of in zip(optimisers, kept["optimisers"]):
            optimiser.load_state_dict(of)
        torch.set_rng_state(kept["torch"])
        random.setstate(kept["random"])
        step, first = kept["step"], kept["epoch"]
    plan = [(epochs, place, rate, dropped) for epochs, rate, dropped in CYCLES for place in range(epochs)]
    for epoch, (epochs, place, rate, dropped) in list(enumerate(plan))[first:]:
        model.drop.share = dropped
        begun = time.process_time()
        mixed = []
        for s, as_is in zip(train, plain):
            roll = random.random()
            for share, variant in VARIANTS:
                if 0 <= roll < share:
                    as_is = numbers(variant(s))
                roll -= share
            mixed.append(as_is)
        groups = batches(mixed, BATCH)
        random.shuffle(groups)
        sums = collections.Counter()
        for number, group in enumerate(groups):
            step += 1
            left = 1 - (place + number / len(groups)) / epochs
            for optimiser in optimisers:
                for g in optimiser.param_groups:
                    g["lr"] = rate * min(1, step / 300) * max(0.02, left)
            t, x, scores, lab_dep, lab_head, lengths = run(group)
            b, n = t["head"].shape
            loss = loss_of(scores.reshape(b * n, -1), t["head"].reshape(-1))
            labels = model.labels(lab_dep, lab_head, t["head"].clamp(min=0))
            loss = loss + loss_of(labels.reshape(b * n, -1), t["deprel"].reshape(-1))
            for k in model.tag:
                loss = loss + (0.5 if k != "xpos" else 1.0) * loss_of(model.tag[k](x).reshape(b * n, -1), t[k].reshape(-1))
            for optimiser in optimisers:
                optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(dense, 5.0)
            for optimiser in optimisers:
                optimiser.step()
            if step % 10 == 0:
                average(mean, model, step)
            sums["loss"] += float(loss)
        seconds = time.process_time() - begun
        last = {k: v.clone() for k, v in model.state_dict().items()}
        model.load_state_dict(mean)
        figures = evaluate()
        save()
        model.load_state_dict(last)
        print(f"epoch {epoch} {seconds:.0f} s loss {sums['loss'] / len(groups):.3f} mean {figures}", flush=True)
        torch.save({"model": last, "mean": mean, "optimisers": [o.state_dict() for o in optimisers], "torch": torch.get_rng_state(),
                    "random": random.getstate(), "step": step, "epoch": epoch + 1}, state)


if __name__ == "__main__":
    sys.exit(main())
