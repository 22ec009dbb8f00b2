"""The head that says what figures are about, in torch: ``newsframes.reader.noun_scorer``."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from newsframes.figures.about_questions import OTHERS_ANSWER, AboutQuestion
from newsframes.reader.noun_scorer import HEADS, OUT_OF_REACH
from torch import nn
from torch.nn import functional as F

WIDTH_IN, WIDTH, DROPOUT = 256, 128, 0.25


@dataclass(frozen=True)
class Vocabulary:
    """The categories of each column, of words and of figures."""

    words: dict[str, list[str]]
    figures: dict[str, list[str]]

    @classmethod
    def of(cls, questions: Sequence[AboutQuestion]) -> "Vocabulary":
        """Collect them from questions."""
        words, figures = questions[0].columns, questions[0].figure
        return cls(
            {name: sorted({v for q in questions for v in q.columns[name]}) for name in words},
            {name: sorted({q.figure[name] for q in questions}) for name in figures},
        )


class NounNetwork(nn.Module):
    """Words around figures in, scores of nothing and of each word out."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        super().__init__()
        self.vocabulary, self.columns = vocabulary, vocabulary.words | vocabulary.figures
        self.ids = {
            name: {value: n for n, value in enumerate(values, 1)}
            for name, values in self.columns.items()
        }
        self.embeddings = nn.ModuleDict(
            {name: nn.Embedding(len(values) + 1, WIDTH) for name, values in self.columns.items()}
        )
        for table in self.embeddings.values():
            nn.init.normal_(table.weight, std=0.1)
        sizes = {
            "project": (WIDTH_IN, WIDTH), "mix": (WIDTH, 3 * WIDTH), "mixed": (WIDTH, WIDTH),
            "grow": (WIDTH, 2 * WIDTH), "shrink": (2 * WIDTH, WIDTH),
            "word_in": (3 * WIDTH, WIDTH), "word_out": (WIDTH, 1),
            "none_in": (2 * WIDTH, WIDTH), "none_out": (WIDTH, 1),
        }  # fmt: skip
        self.linears = nn.ModuleDict({name: nn.Linear(*size) for name, size in sizes.items()})
        self.flags = nn.Linear(OTHERS_ANSWER + 1, WIDTH, bias=False)
        self.pair = nn.Linear(WIDTH, WIDTH, bias=False)
        self.norms = nn.ModuleDict(
            {name: nn.LayerNorm(WIDTH) for name in ("norm", "norm_mixed", "norm_inner")}
        )
        self.drop = nn.Dropout(DROPOUT)

    def forward(
        self, questions: Sequence[AboutQuestion], states: Sequence[torch.Tensor]
    ) -> torch.Tensor:
        """Return scores, (questions, longest + 1)."""
        lin, pad = self.linears, nn.utils.rnn.pad_sequence
        flags = pad([torch.from_numpy(q.flags).float() for q in questions], batch_first=True)
        own = flags[..., :1]
        there = pad([torch.ones(len(q.words)) for q in questions], batch_first=True).bool()
        may = pad([torch.from_numpy(q.candidates) for q in questions], batch_first=True)
        rows = lin["project"](self.drop(pad(list(states), batch_first=True))) + self.flags(flags)
        for name in self.vocabulary.words:
            ids = [
                torch.tensor([self.ids[name].get(v, 0) for v in q.columns[name]]) for q in questions
            ]
            rows = rows + self.embeddings[name](pad(ids, batch_first=True))
        for name in self.vocabulary.figures:
            of_figures = torch.tensor([self.ids[name].get(q.figure[name], 0) for q in questions])
            rows = rows + own * self.embeddings[name](of_figures)[:, None]
        rows = self._layer(self.drop(self.norms["norm"](rows)), there)
        middle = (rows * own).sum(1, keepdim=True) / own.sum(1, keepdim=True)
        wide = middle.expand_as(rows)
        scores = self._score("word", torch.cat([rows, wide, rows * self.pair(wide)], -1))
        most = rows.masked_fill(~there[..., None], OUT_OF_REACH).amax(1)
        none = self._score("none", torch.cat([middle[:, 0], most], -1))
        return torch.cat([none[:, None], scores.masked_fill(~may, OUT_OF_REACH)], 1)

    def _score(self, name: str, rows: torch.Tensor) -> torch.Tensor:
        inner = F.relu(self.linears[f"{name}_in"](rows))
        return self.linears[f"{name}_out"](self.drop(inner))[..., 0]

    def _layer(self, rows: torch.Tensor, there: torch.Tensor) -> torch.Tensor:
        lin, shape = self.linears, rows.shape
        query, key, value = (
            part.reshape(*shape[:2], HEADS, -1).transpose(1, 2)
            for part in lin["mix"](rows).chunk(3, -1)
        )
        mixed = F.scaled_dot_product_attention(
            query, key, value, attn_mask=there[:, None, None], dropout_p=DROPOUT * self.training
        )
        mixed = lin["mixed"](mixed.transpose(1, 2).reshape(shape))
        rows = self.norms["norm_mixed"](rows + self.drop(mixed))
        inner = lin["shrink"](self.drop(F.relu(lin["grow"](rows))))
        return self.norms["norm_inner"](rows + self.drop(inner))

    def arrays(self, mean: np.ndarray, axes: np.ndarray) -> dict[str, np.ndarray]:
        """Return what the scorer reads, in half precision; it projects the states themselves."""
        weights = {
            re_named: value.detach().numpy()
            for name, value in self.state_dict().items()
            for re_named in [name.split(".", 1)[1].replace("_in.", ".in.").replace("_out.", ".out.")
                             if name.startswith(("linears", "norms", "embeddings")) else name]
        }  # fmt: skip
        matrix = weights["project.weight"] @ axes.T
        weights["project.bias"] = weights["project.bias"] - matrix @ mean
        weights["project.weight"] = matrix
        arrays = {name: value.astype(np.float16) for name, value in weights.items()}
        return arrays | {f"{name}.names": np.array(v) for name, v in self.columns.items()}
