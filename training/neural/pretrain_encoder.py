#!/usr/bin/env python3
"""Trains the lower part of the encoder on plain text: some words are hidden, and what each is must be told from the words on
both sides (as in Devlin et al. 2019). train_encoder.py goes on from there.

    python3 training/neural/pretrain_encoder.py --data SHARED/train --vectors vectors --text cased --out pretrained.pt

Repeatable: fixed seed, one thread. A run that was stopped goes on from the last of its states (OUT.state).
"""

import argparse
import collections
import pathlib
import random
import sys
import time

import torch
from torch import nn

from encoder_net import HIDDEN, Coarse, Encoder, Spellings, make_repeatable, normal, optimisers_of, read_treebanks, read_vectors

SEED, RATE, BATCH = 20261130, 2.5e-3, 2000  # of Adam; words a step
GUESSED, HIDDEN_SHARE = 6000, 0.16  # the commonest words alone are asked for
SHORTEST, LONGEST = 5, 60
ENDS = {".", "!", "?", ":", ";"}


def read_sentences(path, spellings, wanted):
    """The last `wanted` words of the text as lists of numbers of forms: the newest debates, and what is no debate."""
    lines = collections.deque()
    words = 0
    for line in open(path, encoding="utf-8"):
        lines.append(line.split())
        words += len(lines[-1])
        while words - len(lines[0]) > wanted:
            words -= len(lines.popleft())
    sentences = []
    for line in lines:
        begin = 0
        for i, word in enumerate(line):
            if (word in ".!?" or i + 1 - begin == LONGEST or i + 1 == len(line)):
                if i + 1 - begin >= SHORTEST:
                    sentences.append([spellings.id(w) for w in line[begin:i + 1]])
                begin = i + 1
    return sentences


def main():
    ask = argparse.ArgumentParser()
    ask.add_argument("--data", required=True)
    ask.add_argument("--vectors", required=True)
    ask.add_argument("--text", required=True)
    ask.add_argument("--out", required=True)
    ask.add_argument("--words", type=int, default=12_000_000)
    args = ask.parse_args()
    make_repeatable(SEED)

    train, _ = read_treebanks(args.data)
    known, vectors = read_vectors(args.vectors, train)
    spellings = Spellings(known)
    sentences = read_sentences(args.text, spellings, args.words)
    sentences += [[spellings.id(w[0]) for w in s] for s in train if len(s) >= SHORTEST]
    counts = collections.Counter(i for s in sentences for i in s)
    forms = list(spellings.ids)
    by_word = collections.Counter()
    for i, n in counts.items():
        by_word[normal(forms[i])] += n
    asked = {w: k for k, (w, _) in enumerate(sorted(by_word.items(), key=lambda x: (-x[1], x[0]))[:GUESSED])}
    upper = [spellings.id(f.upper()) for f in forms]
    answer = torch.tensor([asked.get(normal(f), -1) for f in spellings.ids])
    word, part, shape = spellings.tables()
    print(len(sentences), "sentences", sum(map(len, sentences)), "words", len(forms), "forms", flush=True)

    model = Encoder(len(known), {}, vectors)
    guess = nn.Linear(2 * HIDDEN, GUESSED)
    model.guess = guess  # so that the optimiser has it
    dense, optimisers = optimisers_of(model, RATE)
    model.drop.share = 0.1

    order = sorted(range(len(sentences)), key=lambda i: (len(sentences[i]), i))
    groups, group, size = [], [], 0
    for i in order:
        if group and size + len(sentences[i]) > BATCH:
            groups.append(group)
            group, size = [], 0
        group.append(i)
        size += len(sentences[i])
    groups.append(group)
    random.shuffle(groups)

    begun, seen, loss_sum, right, told = time.time(), 0, 0.0, 0, 0
    state, first = pathlib.Path(args.out + ".state"), 0
    if state.exists():
        kept = torch.load(state)
        model.load_state_dict(kept["model"])
        for optimiser, of in zip(optimisers, kept["optimisers"]):
            optimiser.load_state_dict(of)
        torch.set_rng_state(kept["torch"])
        random.setstate(kept["random"])
        first = kept["step"]
    for step, group in enumerate(groups):
        if step < first:
            continue
        done = (step + 1) / len(groups)
        for optimiser in optimisers:
            for g in optimiser.param_groups:
                g["lr"] = RATE * min(1, (step + 1) / 200) * max(0.05, 1 - done)
        batch = [[upper[i] for i in sentences[q]] if random.random() < 0.05 else sentences[q] for q in group]
        n = max(map(len, batch))
        ids = torch.tensor([s + [0] * (n - len(s)) for s in batch])
        lengths = torch.tensor([len(s) for s in batch])
        real = torch.arange(n)[None, :] < lengths[:, None]
        masked = (torch.rand(ids.shape) < HIDDEN_SHARE) & real
        x = model.encode(model.inputs(word[ids], part[ids], shape[ids]), lengths, dropped=(0.1, 0.1, 0.05), masked=masked)
        target = answer[ids[masked]]
        scores = Coarse.apply(x[masked][target >= 0], guess.weight) + guess.bias
        target = target[target >= 0]
        loss = nn.functional.cross_entropy(scores, target)
        for optimiser in optimisers:
            optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(dense, 5.0)
        for optimiser in optimisers:
            optimiser.step()
        seen += int(lengths.sum())
        loss_sum += float(loss)
        right += int((scores.argmax(-1) == target).sum())
        told += len(target)
        if (step + 1) % 100 == 0:
            print(f"step {step + 1} of {len(groups)} {(time.time() - begun) / 60:.1f} min {seen / (time.time() - begun):.0f} words/s "
                  f"loss {loss_sum / 100:.3f} right {100 * right / told:.1f}", flush=True)
            loss_sum, right, told = 0.0, 0, 0
        if (step + 1) % 1000 == 0:
            torch.save({"model": model.state_dict(), "optimisers": [o.state_dict() for o in optimisers],
                        "torch": torch.get_rng_state(), "random": random.getstate(), "step": step + 1}, state)
    torch.save({k: v for k, v in model.state_dict().items() if k.split(".")[0] in ("word", "part", "shape", "lstm1", "lstm2")}, args.out)
    state.unlink(missing_ok=True)


if __name__ == "__main__":
    sys.exit(main())
