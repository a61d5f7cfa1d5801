"""Train a teacher and the reader from it on an accelerator, in minutes: ``python accelerator.py FOLDER OUT --seconds N``.

Stands alone: torch and numpy, nothing of ours, for such a machine has nothing else. FOLDER holds the packed
pairs (``*.xz``, by `training.pack`) and the weights to start from (``teacher*.npz``, ``reader*.npz``, by
`training.transport`). The seconds are shared out by the wall clock: the teacher is trained, labels every pair,
and the reader learns from what it says and from what people marked. OUT receives both, in eight bits the
teacher, in sixteen the reader, in parts of at most 16 MiB, and what they measure on held-out questions.
"""

import argparse
import json
import lzma
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

CLS, SEP, MASK, PADDING = 101, 102, 103, 0
BEFORE_BERT = 4
SPECIAL = {CLS: 0, SEP: 2, MASK: 30526, PADDING: 1}
"""BERT's special tokens in MPNet's vocabulary, which has four entries before BERT's."""
HIDDEN = -1e4
PART = 15 << 20
"""Bytes of a part of what comes back."""
GROUP, ROW = 4, 64
"""Pairs of a group; weights that share a scale in eight bits."""
TEMPERATURE, MARKED, GROUPS_WEIGHT = 2.0, 0.3, 0.5
"""Of the labels; share of a labelled pair's loss against what people marked; weight of comparing passages."""


# --- the networks ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Shape:
    """An encoder's measures."""

    layers: int
    width: int
    heads: int
    inner: int
    vocabulary: int
    positions: int
    relative: bool
    """MPNet's kind: a learned bias by distance, no token types, its own special tokens."""


class Layer(nn.Module):
    """A layer of BERT or MPNet with fused attention."""

    def __init__(self, shape: Shape, eps: float, dropout: float) -> None:
        super().__init__()
        self.heads = shape.heads
        self.q, self.k, self.v, self.o = (nn.Linear(shape.width, shape.width) for _ in range(4))
        self.norm1, self.norm2 = (nn.LayerNorm(shape.width, eps=eps) for _ in range(2))
        self.up, self.down = nn.Linear(shape.width, shape.inner), nn.Linear(shape.inner, shape.width)
        self.drop = nn.Dropout(dropout)

    def forward(self, hidden: Tensor, bias: Tensor) -> Tensor:
        """Pass a batch through; `bias` is added to the attention scores."""
        rows, length, width = hidden.shape
        q, k, v = (
            each(hidden).view(rows, length, self.heads, -1).transpose(1, 2) for each in (self.q, self.k, self.v)
        )
        seen = functional.scaled_dot_product_attention(q, k, v, attn_mask=bias)
        seen = seen.transpose(1, 2).reshape(rows, length, width)
        hidden = self.norm1(hidden + self.drop(self.o(seen)))
        return self.norm2(hidden + self.drop(self.down(functional.gelu(self.up(hidden)))))


class Reader(nn.Module):
    """An encoder with start and end logits for every token, and one logit for "this passage answers"."""

    def __init__(self, shape: Shape, dropout: float = 0.1) -> None:
        super().__init__()
        self.shape = shape
        eps = 1e-5 if shape.relative else 1e-12
        self.word = nn.Embedding(shape.vocabulary, shape.width)
        self.position = nn.Embedding(shape.positions, shape.width)
        self.kind = None if shape.relative else nn.Embedding(2, shape.width)
        self.distance = nn.Embedding(32, shape.heads) if shape.relative else None
        self.norm = nn.LayerNorm(shape.width, eps=eps)
        self.drop = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(shape, eps, dropout) for _ in range(shape.layers))
        self.span = nn.Linear(shape.width, 2)
        self.relevance = nn.Linear(shape.width, 1)

    def forward(self, ids: Tensor, mask: Tensor, types: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Read a batch; start and end logits, shape ``(pairs, length)``, and relevance, ``(pairs,)``, in fp32."""
        length, where = ids.shape[1], torch.arange(ids.shape[1], device=ids.device)
        bias = torch.zeros(mask.shape, dtype=self.word.weight.dtype, device=ids.device).masked_fill(~mask, HIDDEN)
        bias = bias[:, None, None, :]
        if self.distance is None or self.kind is not None:
            hidden = self.word(ids) + self.position(where) + self.kind(types)  # type: ignore[misc]
            bias = bias.expand(-1, 1, length, -1)
        else:
            own = ids + BEFORE_BERT
            for theirs, ours in SPECIAL.items():
                own = own.masked_fill(ids == theirs, ours)
            hidden = self.word(own) + self.position(where + 2)
            with torch.no_grad():
                near = self.distance(_bucket(where[None, :] - where[:, None])).permute(2, 0, 1)
                bias = (bias + near[None]).contiguous()
        hidden = self.drop(self.norm(hidden))
        for layer in self.layers:
            hidden = layer(hidden, bias)
        hidden = hidden.float()
        spans = self.span(hidden)
        return spans[..., 0], spans[..., 1], self.relevance(hidden[:, 0])[:, 0]


def _bucket(distance: Tensor) -> Tensor:
    """MPNet's 32 buckets of relative positions (as T5's, both directions)."""
    found = (-distance < 0).long() * 16
    far = distance.abs()
    log = 8 + (torch.log(far.float().clamp(min=1) / 8) / np.log(128 / 8) * 8).long()
    return found + torch.where(far < 8, far, log.clamp(max=15))


def names(shape: Shape) -> dict[str, str]:
    """Name each of `Reader`'s parts as transformers names it in a saved model."""
    base = "mpnet" if shape.relative else "bert"
    found = {
        "word": f"{base}.embeddings.word_embeddings",
        "position": f"{base}.embeddings.position_embeddings",
        "norm": f"{base}.embeddings.LayerNorm",
        "span": "qa_outputs",
        "relevance": "relevance",
    }
    found |= (
        {"distance": "mpnet.encoder.relative_attention_bias"}
        if shape.relative
        else {"kind": "bert.embeddings.token_type_embeddings"}
    )
    inside = (
        {"q": "attention.attn.q", "k": "attention.attn.k", "v": "attention.attn.v", "o": "attention.attn.o",
         "norm1": "attention.LayerNorm"}
        if shape.relative
        else {"q": "attention.self.query", "k": "attention.self.key", "v": "attention.self.value",
              "o": "attention.output.dense", "norm1": "attention.output.LayerNorm"}
    )  # fmt: skip
    inside |= {"up": "intermediate.dense", "down": "output.dense", "norm2": "output.LayerNorm"}
    for at in range(shape.layers):
        found |= {f"layers.{at}.{ours}": f"{base}.encoder.layer.{at}.{theirs}" for ours, theirs in inside.items()}
    return found


def shape_of(weights: dict[str, Tensor]) -> Shape:
    """Tell an encoder's measures from its weights, named as transformers names them."""
    relative = any(name.startswith("mpnet.") for name in weights)
    base = "mpnet" if relative else "bert"
    word = weights[f"{base}.embeddings.word_embeddings.weight"]
    layers = 1 + max(int(name.split(".")[3]) for name in weights if ".encoder.layer." in name)
    inner = weights[f"{base}.encoder.layer.0.intermediate.dense.weight"].shape[0]
    positions = weights[f"{base}.embeddings.position_embeddings.weight"].shape[0]
    return Shape(layers, word.shape[1], 12, inner, word.shape[0], positions, relative)


def made(weights: dict[str, Tensor], dropout: float = 0.1) -> Reader:
    """Make a reader of weights named as transformers names them; heads that are missing begin at random."""
    shape = shape_of(weights)
    reader = Reader(shape, dropout)
    with torch.no_grad():
        for head in (reader.span, reader.relevance):
            head.weight.normal_(0, 0.02)
            head.bias.zero_()
        for name, weight in reader.named_parameters():
            part, _, kind = name.rpartition(".")
            theirs = f"{names(shape)[part]}.{kind}"
            if theirs in weights:
                weight.copy_(weights[theirs])
            elif part not in ("span", "relevance"):
                raise ValueError(f"no weight named {theirs}")
    return reader


def weights_of(reader: Reader, masters: dict[str, Tensor] | None = None) -> dict[str, Tensor]:
    """Name a reader's weights as transformers does."""
    found = {}
    for name, weight in (masters or dict(reader.named_parameters())).items():
        part, _, kind = name.rpartition(".")
        found[f"{names(reader.shape)[part]}.{kind}"] = weight.detach().float().cpu()
    return found


# --- weights on the way ---------------------------------------------------------------------------------------------


def packed(weights: dict[str, Tensor], bits: int) -> list[bytes]:
    """Write weights in eight bits, `ROW` to a scale, or in sixteen; vectors in 32. In parts of at most `PART`."""
    parts: list[dict[str, np.ndarray]] = [{}]
    size = 0
    for name, weight in weights.items():
        held: dict[str, np.ndarray] = {}
        if weight.dim() < 2 or weight.shape[1] % ROW:
            held[name] = weight.numpy()
        elif bits == 16:
            for low in range(0, len(weight), 4096):
                held[f"{name}@{low}"] = weight[low : low + 4096].half().numpy()
        else:
            for low in range(0, len(weight), 4096):
                rows = weight[low : low + 4096].reshape(-1, ROW)
                scale = (rows.abs().amax(dim=1, keepdim=True) / 127).clamp(min=1e-6).half()
                held[f"{name}@{low}"] = (rows / scale.float()).round().clamp(-127, 127).to(torch.int8).numpy()
                held[f"{name}@{low}@scale"] = scale.numpy()
        for key, array in held.items():
            if size + array.nbytes > PART:
                parts.append({})
                size = 0
            parts[-1][key] = array
            size += array.nbytes
    written = []
    for part in parts:
        stream = BytesIO()
        np.savez(stream, allow_pickle=False, **part)
        written.append(stream.getvalue())
    return written


def unpacked(parts: list[Path], widths: dict[str, int] | None = None) -> dict[str, Tensor]:
    """Read what `packed` wrote."""
    held: dict[str, np.ndarray] = {}
    for part in parts:
        with np.load(part) as kept:
            held |= {name: kept[name] for name in kept.files}
    rows: dict[str, list[tuple[int, Tensor]]] = {}
    for key, array in held.items():
        name, _, rest = key.partition("@")
        if rest.endswith("@scale"):
            continue
        value = torch.from_numpy(array)
        if array.dtype == np.int8:
            value = value.float() * torch.from_numpy(held[f"{key}@scale"]).float()
        rows.setdefault(name, []).append((int(rest or 0), value.float()))
    found = {name: torch.cat([value for _, value in sorted(each, key=lambda at: at[0])]) for name, each in rows.items()}
    width = len(found[next(name for name in found if name.endswith("embeddings.LayerNorm.weight"))])
    inner = len(found[next(name for name in found if name.endswith("layer.0.intermediate.dense.bias"))])
    for name, value in found.items():
        if value.dim() == 2 and value.shape[1] == ROW and width != ROW:
            found[name] = value.reshape(-1, inner if name.endswith(".output.dense.weight") and
                                        "attention" not in name else width)  # fmt: skip
    return found


# --- pairs ----------------------------------------------------------------------------------------------------------


class Pairs:
    """Packed pairs on the device."""

    def __init__(self, held: dict[str, np.ndarray], device: torch.device, group: int = 1) -> None:
        self.device, self.group = device, group
        self.lengths = held["lengths"].astype(np.int64)
        offsets = np.concatenate([[0], np.cumsum(self.lengths)])
        give = lambda array: torch.from_numpy(np.ascontiguousarray(array)).to(device)  # noqa: E731
        self.ids = give(held["ids"].astype(np.int32))
        self.offsets, self.sizes = give(offsets), give(self.lengths)
        self.body, self.passage = give(held["body"].astype(np.int64)), give(held["passage"].astype(np.int64))
        self.stands = give(held["stands"].astype(bool))
        self.places = give(np.stack([held["starts"], held["ends"]]).astype(np.int64))
        self.shares = give(np.stack([held["start_shares"], held["end_shares"]]).astype(np.float32))
        self.labels: Tensor | None = None
        self.label_relevance: Tensor | None = None

    def __len__(self) -> int:
        return len(self.lengths)

    def batches(self, tokens: int, chance: np.random.Generator | None) -> list[np.ndarray]:
        """Cut all pairs into batches of like length, of about so many tokens; shuffled if there is chance."""
        units = len(self) // self.group
        longest = self.lengths[: units * self.group].reshape(units, self.group).max(axis=1)
        order = chance.permutation(units) if chance is not None else np.arange(units)
        block = units if chance is None else 12_000 // self.group
        found = []
        for low in range(0, units, block):
            held = order[low : low + block]
            held = held[np.argsort(longest[held], kind="stable")]
            at = 0
            while at < len(held):
                guess = max(1, tokens // (16 * -(-int(longest[held[at]]) // 16)) // self.group)
                end = min(len(held), at + guess)
                while end - at > 1 and (end - at) * self.group * 16 * -(-int(longest[held[end - 1]]) // 16) > tokens:
                    end -= 1
                rows = held[at:end, None] * self.group + np.arange(self.group)
                found.append(rows.ravel())
                at = end
        if chance is not None:
            chance.shuffle(found)  # type: ignore[arg-type]
        return found

    def batch(self, rows: np.ndarray) -> dict[str, Tensor]:
        """Lay a batch out: ids, mask, types, targets, what may be read, and labels where there are any."""
        length = 16 * -(-int(self.lengths[rows].max()) // 16)
        at = torch.from_numpy(rows).to(self.device)
        where = torch.arange(length, device=self.device)[None, :]
        mask = where < self.sizes[at][:, None]
        token = (self.offsets[at][:, None] + where).clamp(max=len(self.ids) - 1)
        given = {
            "ids": torch.where(mask, self.ids[token].long(), PADDING),
            "mask": mask,
            "types": ((where >= self.body[at][:, None]) & mask).long(),
            "stands": self.stands[at],
        }
        given["readable"] = (given["types"] == 1) | (where == 0)
        targets = torch.zeros((2, len(rows), length), device=self.device)
        targets.scatter_add_(2, self.places[:, at], self.shares[:, at])
        given["targets"] = targets
        given["answerable"] = 1 - targets[0, :, 0]
        if self.labels is not None and self.label_relevance is not None:
            given["labels"] = self.labels[:, token].float()
            given["label_relevance"] = self.label_relevance[at]
        return given


def hide(given: dict[str, Tensor], share: float, pairs: float) -> Tensor:
    """Put [MASK] for some wordpieces of some pairs, never between an answer's first and last."""
    ids, targets = given["ids"], given["targets"]
    where = torch.arange(ids.shape[1], device=ids.device)[None, :]
    marked = targets[0] > 0
    first = torch.where(marked, where, 10_000).amin(dim=1, keepdim=True)
    last = torch.where(targets[1] > 0, where, -1).amax(dim=1, keepdim=True)
    kept = (where >= first) & (where <= last) & (given["answerable"] > 0)[:, None]
    kept |= (ids == CLS) | (ids == SEP) | ~given["mask"]
    drawn = torch.rand(ids.shape, device=ids.device) < share
    drawn &= torch.rand((len(ids), 1), device=ids.device) < pairs
    return ids.masked_fill(drawn & ~kept, MASK)


# --- losses ---------------------------------------------------------------------------------------------------------


def loss_of(outputs: tuple[Tensor, Tensor, Tensor], given: dict[str, Tensor], group: int) -> Tensor:
    """Compare a reading with what was marked, with the labels where there are any, and passages of a group."""
    start, end, relevance = outputs
    hidden = ~given["readable"]
    logits = torch.stack([start, end]).masked_fill(hidden[None], HIDDEN)
    log = logits.log_softmax(dim=-1)
    marked = -(log * given["targets"]).sum(dim=-1).mean(dim=0)
    marked = marked + functional.binary_cross_entropy_with_logits(relevance, given["answerable"], reduction="none")
    whole = marked
    if "labels" in given:
        theirs = (given["labels"].masked_fill(hidden[None], HIDDEN) / TEMPERATURE).log_softmax(dim=-1)
        ours = (logits / TEMPERATURE).log_softmax(dim=-1)
        soft = (theirs.exp() * (theirs - ours)).sum(dim=-1).mean(dim=0) * TEMPERATURE**2
        said = given["label_relevance"].sigmoid()
        soft = soft + functional.binary_cross_entropy_with_logits(relevance, said, reduction="none")
        whole = torch.where(given["stands"], marked, MARKED * marked + (1 - MARKED) * soft)
    loss = whole.mean()
    if group > 1:
        words = given["readable"].clone()
        words[:, 0] = False
        right = given["answerable"].view(-1, group)[:, 0] > 0
        held = torch.stack([start, end]).masked_fill(~words[None], HIDDEN).view(2, len(right), -1)
        wanted = (given["targets"] * words[None]).view(2, len(right), -1)
        spans = -(held.log_softmax(dim=-1) * wanted).sum(dim=-1).mean(dim=0)
        ranks = -relevance.view(-1, group).log_softmax(dim=-1)[:, 0]
        loss = loss + GROUPS_WEIGHT * ((spans + ranks) * right).sum() / right.sum().clamp(min=1)
    return loss


# --- runs -----------------------------------------------------------------------------------------------------------

Log = Callable[[str], None]


def train(
    reader: Reader, sets: list[Pairs], until: float, rate: float, tokens: int, seed: int, log: Log,
    head_pace: float, hidden: float,
) -> dict[str, Tensor]:  # fmt: skip
    """Train until a time of `time.monotonic`; the rate falls with it. Returns the fp32 weights by name."""
    device = sets[0].device
    chance, began = np.random.default_rng(seed), time.monotonic()
    low = torch.bfloat16 if device.type == "cuda" else torch.float32
    masters = {name: weight.detach().clone().float().to(device) for name, weight in reader.named_parameters()}
    reader.to(device)
    for part in (*reader.layers, reader.word, reader.position, reader.norm, reader.kind, reader.distance):
        if part is not None:
            part.to(low)
    if reader.distance is not None:
        reader.distance.weight.requires_grad = False
    trained = {name: weight for name, weight in reader.named_parameters() if weight.requires_grad}
    weights, held = list(trained.values()), [masters[name] for name in trained]
    heads = [masters[name] for name in trained if name.startswith(("span", "relevance"))]
    rest = [each for each in held if all(each is not head for head in heads)]
    groups = [{"params": rest, "pace": 1.0}, {"params": heads, "pace": head_pace}]
    optimiser = torch.optim.AdamW(groups, lr=0.0, weight_decay=0.01, fused=device.type == "cuda")
    reader.train()
    step, seen, running = 0, 0, None
    while True:
        drawn = [(each, rows) for each in sets for rows in each.batches(tokens, chance)]
        for place in chance.permutation(len(drawn)):
            done = (time.monotonic() - began) / max(until - began, 1e-6)
            if time.monotonic() >= until:
                log(f"trained {step} steps, {seen} pairs, {seen / (time.monotonic() - began):.0f} a second")
                return masters
            pairs, rows = drawn[place]
            given = pairs.batch(rows)
            loss = loss_of(reader(hide(given, 0.06, hidden), given["mask"], given["types"]), given, pairs.group)
            loss.backward()
            for master, weight in zip(held, weights, strict=True):
                master.grad = weight.grad.float() if weight.grad is not None else None
                weight.grad = None
            torch.nn.utils.clip_grad_norm_(held, 1.0, foreach=True)
            for each in optimiser.param_groups:
                each["lr"] = rate * min(1.0, (step + 1) / 120) * (1 - done) * each["pace"]
            optimiser.step()
            with torch.no_grad():
                torch._foreach_copy_(weights, held)
            step, seen = step + 1, seen + len(rows)
            if step % 50 == 0:
                now = loss.item()
                running = now if running is None else 0.8 * running + 0.2 * now
                if step % 400 == 0 or step == 50:
                    pace = seen / (time.monotonic() - began)
                    log(f"{100 * done:.0f} % step {step}, {seen} pairs, {pace:.0f} a second, loss {running:.3f}")


def read(reader: Reader, pairs: Pairs, tokens: int) -> tuple[Tensor, Tensor]:
    """Read all pairs: logits in sixteen bits, shape ``(2, tokens)`` laid out as the ids, and relevance, ``(pairs,)``."""
    reader.eval()
    logits = torch.zeros((2, len(pairs.ids)), dtype=torch.float16, device=pairs.device)
    relevance = torch.zeros(len(pairs), device=pairs.device)
    with torch.inference_mode():
        for rows in pairs.batches(tokens, None):
            given = pairs.batch(rows)
            start, end, ranks = reader(given["ids"], given["mask"], given["types"])
            at = torch.from_numpy(rows).to(pairs.device)
            where = torch.arange(start.shape[1], device=pairs.device)[None, :] + pairs.offsets[at][:, None]
            mask = given["mask"]
            for side, said in ((0, start), (1, end)):
                logits[side, where[mask]] = said.clamp(-6e4, 6e4)[mask].half()
            relevance[at] = ranks
    return logits.clone(), relevance.clone()


def auroc(scores: np.ndarray, right: np.ndarray) -> float:
    """Say how often a right one outscores a wrong one."""
    ranks = np.empty(len(scores))
    ranks[np.argsort(scores, kind="stable")] = np.arange(1, len(scores) + 1)
    good = int(right.sum())
    return float((ranks[right].sum() - good * (good + 1) / 2) / max(good * (len(scores) - good), 1))


def measured(reader: Reader, pairs: Pairs, tokens: int) -> dict[str, float]:
    """Measure on held-out questions, by tokens: exact match and F1 of the answerable ones, AUROC of relevance."""
    logits, relevance = read(reader, pairs, tokens)
    held, ranks = logits.float().cpu().numpy(), relevance.cpu().numpy()
    offsets = pairs.offsets.cpu().numpy()
    places, shares = pairs.places.cpu().numpy(), pairs.shares.cpu().numpy()
    first = pairs.passage.cpu().numpy()
    exact, f1, answered = [], [], np.zeros(len(pairs), dtype=bool)
    for row in range(len(pairs)):
        answered[row] = not (places[0, row, 0] == 0 and shares[0, row, 0] > 0)
        if not answered[row]:
            continue
        low, high = offsets[row] + first[row], offsets[row + 1] - 1
        scores = held[0, low:high, None] + held[1, None, low:high]
        scores[~np.triu(np.tri(high - low, high - low, 29, dtype=bool))] = -np.inf
        start, end = np.unravel_index(scores.argmax(), scores.shape)
        start, end, best, whole = start + first[row], end + first[row], 0.0, 0.0
        for k in range(places.shape[2]):
            if shares[0, row, k] > 0:
                for j in range(places.shape[2]):
                    a, b = places[0, row, k], places[1, row, j]
                    if shares[1, row, j] > 0 and b >= a:
                        both = max(0, min(end, b) - max(start, a) + 1)
                        best = max(best, 2 * both / (end - start + 1 + b - a + 1))
                        whole = max(whole, float((a, b) == (start, end)))
        exact.append(whole)
        f1.append(best)
    told = {"em": 100 * np.mean(exact), "f1": 100 * np.mean(f1)}
    if not answered.all():
        told["auroc"] = auroc(ranks, answered)
    return {name: round(float(value), 4) for name, value in told.items()}


def loaded(files: list[Path]) -> Iterator[tuple[str, dict[str, np.ndarray]]]:
    """Read packed pairs, set by set."""
    for file in files:
        with np.load(BytesIO(lzma.decompress(file.read_bytes())) if file.suffix == ".xz" else file) as kept:
            for name in sorted({key.partition(".")[0] for key in kept.files}):
                yield name, {key.partition(".")[2]: kept[key] for key in kept.files if key.startswith(f"{name}.")}


def main() -> None:
    """Read the command line and do it all."""
    parser = argparse.ArgumentParser(description="Train a teacher, and the reader from it.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--kept", type=Path, help="folder for the teacher; OUT unless given")
    parser.add_argument("--seconds", type=float, required=True, help="of the whole run")
    parser.add_argument("--teacher-share", type=float, default=0.5, help="of the seconds, until the teacher is trained")
    parser.add_argument("--reader-share", type=float, default=0.92, help="of the seconds, until the reader is trained")
    parser.add_argument("--tokens", type=int, default=16_384, help="of a batch of the teacher's")
    parser.add_argument("--reader-tokens", type=int, default=24_576, help="of a batch of the reader's")
    parser.add_argument("--rate", type=float, default=6e-5, help="the teacher's peak rate")
    parser.add_argument("--reader-rate", type=float, default=2.5e-4, help="the reader's peak rate")
    parser.add_argument("--most-labelled", type=int, default=10**9, help="pairs of a set that are labelled")
    given = parser.parse_args()
    began = time.monotonic()
    given.out.mkdir(parents=True, exist_ok=True)
    kept = given.kept or given.out
    kept.mkdir(parents=True, exist_ok=True)
    said = (given.out / "log.txt").open("a", encoding="utf-8")

    def log(text: str) -> None:
        line = f"{time.monotonic() - began:6.1f} {text}"
        print(line, flush=True)  # noqa: T201 - the command's output
        said.write(line + "\n")
        said.flush()

    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    torch.manual_seed(7)
    torch.set_float32_matmul_precision("high")
    log(f"{torch.__version__} on {torch.cuda.get_device_name() if device.type == 'cuda' else 'the processor'}")
    sets: dict[str, list[Pairs]] = {}
    for name, held in loaded(sorted([*given.folder.glob("*.xz"), *given.folder.glob("pairs*.npz")])):
        sets.setdefault(name, []).append(Pairs(held, device, GROUP if name == "groups" else 1))
    log("pairs: " + ", ".join(f"{name} {sum(map(len, each))}" for name, each in sets.items()))
    trained = [each for name in ("pairs", "groups") for each in sets.pop(name, [])]
    dev = {name: each[0] for name, each in sets.items()}

    teacher = made(unpacked(sorted(given.folder.glob("teacher*.npz"))))
    until = began + given.seconds * given.teacher_share
    masters = train(teacher, trained, until, given.rate, given.tokens, 1, log, 10.0, 0.4)
    told = {"teacher": {name: measured(teacher, each, 4 * given.tokens) for name, each in dev.items()}}
    log(f"teacher: {json.dumps(told['teacher'])}")
    for at, part in enumerate(packed(weights_of(teacher, masters), 8)):
        (kept / f"teacher{at:02}.npz").write_bytes(part)
    del masters
    for each in trained:
        each.labels, each.label_relevance = read(teacher, each, 4 * given.tokens)
        log(f"labelled {len(each)}")
    del teacher
    reader = made(unpacked(sorted(given.folder.glob("reader*.npz"))))
    until = began + given.seconds * given.reader_share
    masters = train(reader, trained, until, given.reader_rate, given.reader_tokens, 2, log, 4.0, 0.5)
    for at, part in enumerate(packed(weights_of(reader, masters), 16)):
        (given.out / f"reader{at:02}.npz").write_bytes(part)
    told["reader"] = {name: measured(reader, each, 4 * given.tokens) for name, each in dev.items()}
    log(f"reader: {json.dumps(told['reader'])}")
    (given.out / "figures.json").write_text(json.dumps(told, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
