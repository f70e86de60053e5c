"""The two sequence models. Each takes raw feature rows [n, window, features] and gives probabilities [n, 3]: down, none, up."""
import math
import warnings

import numpy as np
import torch
from torch import nn


class Normaliser(nn.Module):
    """Standardises by the training rows, and cuts off what lies beyond eight deviations; part of the model, so that its hash covers it."""

    def __init__(self, mean, std):
        super().__init__()
        self.register_buffer("mean", torch.as_tensor(mean, dtype=torch.float32))
        self.register_buffer("std", torch.as_tensor(std, dtype=torch.float32))

    def forward(self, x):
        return torch.clamp((x - self.mean) / self.std, -8.0, 8.0)


class LstmNet(nn.Module):
    """One LSTM layer; the last state decides."""

    def __init__(self, mean, std, features, width=32):
        super().__init__()
        self.normalise = Normaliser(mean, std)
        self.lstm = nn.LSTM(features, width, batch_first=True)
        self.drop = nn.Dropout(0.1)
        self.out = nn.Linear(width, 3)

    def logits(self, x):
        states, _ = self.lstm(self.normalise(x))
        return self.out(self.drop(states[:, -1]))

    def forward(self, x):
        return torch.softmax(self.logits(x), dim=-1)


class Block(nn.Module):
    """Attention and a feed-forward layer, both normalised before; gives its attention weights too."""

    def __init__(self, width, heads):
        super().__init__()
        self.heads, self.size = heads, width // heads
        self.norm1, self.norm2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.qkv, self.mix = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.feed = nn.Sequential(nn.Linear(width, 2 * width), nn.ReLU(), nn.Dropout(0.1), nn.Linear(2 * width, width))

    def forward(self, x, window: int):
        qkv = self.qkv(self.norm1(x)).view(-1, window, 3, self.heads, self.size).permute(2, 0, 3, 1, 4)
        q, k, v = qkv[0], qkv[1], qkv[2]
        weights = torch.softmax(q @ k.transpose(-1, -2) / math.sqrt(self.size), dim=-1)
        mixed = (weights @ v).permute(0, 2, 1, 3).reshape(-1, window, self.heads * self.size)
        x = x + self.mix(mixed)
        return x + self.feed(self.norm2(x)), weights


class TransformerNet(nn.Module):
    """Two encoder blocks of two heads; the newest bar decides, and the weights by which it looked at each bar come out beside it."""

    def __init__(self, mean, std, features, window, width=32, heads=2):
        super().__init__()
        self.window = window
        self.normalise = Normaliser(mean, std)
        self.embed = nn.Linear(features, width)
        self.place = nn.Parameter(0.02 * torch.randn(1, window, width))
        self.blocks = nn.ModuleList([Block(width, heads), Block(width, heads)])
        self.norm = nn.LayerNorm(width)
        self.out = nn.Linear(width, 3)

    def run(self, x):
        x = self.embed(self.normalise(x)) + self.place
        weights = None
        for block in self.blocks:
            x, weights = block(x, self.window)
        return self.out(self.norm(x[:, -1])), weights.mean(dim=1)[:, -1]

    def logits(self, x):
        return self.run(x)[0]

    def forward(self, x):
        logits, attention = self.run(x)
        return torch.softmax(logits, dim=-1), attention


def train(net, learn, check, seed, epochs=12, batch=256, patience=3):
    """Adam on the log loss; keeps the weights that did best on the check rows, and stops when they stay away for `patience` rounds."""
    generator = torch.Generator().manual_seed(seed)
    optimiser = torch.optim.AdamW(net.parameters(), lr=2e-3, weight_decay=1e-3)
    loss_of = nn.CrossEntropyLoss()
    x, y = torch.from_numpy(learn.x), torch.from_numpy(learn.y)
    best, kept, waited = math.inf, None, 0
    for _ in range(epochs):
        net.train()
        order = torch.randperm(len(y), generator=generator)
        for start in range(0, len(order), batch):
            chosen = order[start:start + batch]
            optimiser.zero_grad()
            loss_of(net.logits(x[chosen]), y[chosen]).backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimiser.step()
        loss = loss_of(torch.from_numpy(logits_of(net, check.x)), torch.from_numpy(check.y)).item()
        if loss < best - 1e-5:
            best, kept, waited = loss, {k: v.clone() for k, v in net.state_dict().items()}, 0
        else:
            waited += 1
            if waited >= patience:
                break
    net.load_state_dict(kept)
    net.eval()
    return best


def logits_of(net, x):
    net.eval()
    with torch.no_grad():
        return torch.cat([net.logits(torch.from_numpy(x[i:i + 4096])) for i in range(0, len(x), 4096)]).numpy()


def probabilities(net, x):
    logits = logits_of(net, x)
    shifted = logits - logits.max(axis=1, keepdims=True)
    odds = np.exp(shifted.astype(np.float64))
    return odds / odds.sum(axis=1, keepdims=True)


def export(net, path, window, features, outputs):
    """Batch is free; everything else is fixed."""
    net.eval()
    warnings.filterwarnings("ignore", module="torch.onnx")  # about shapes it cannot infer; the examples check what comes out
    torch.onnx.export(net, torch.zeros(2, window, features), path, opset_version=14, input_names=["rows"], output_names=outputs,
                      dynamic_axes={name: {0: "batch"} for name in ["rows", *outputs]})
