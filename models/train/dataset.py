"""Rows, labels and splits. Features and labels come from `scalp`, the code that runs live; nothing is computed here a second time."""
import csv
import datetime
import json
import os
import subprocess
import tempfile

import numpy as np


def run(scalp, *arguments):
    """Runs a command of scalp; its message is the error's."""
    done = subprocess.run([scalp, *arguments], capture_output=True, text=True)
    if done.returncode != 0:
        raise SystemExit(f"train: 'scalp {' '.join(arguments)}' failed:\n{done.stderr or done.stdout}")


def read_csv(path):
    """Header and a matrix; an empty cell is NaN."""
    with open(path, newline="") as file:
        reader = csv.reader(file)
        header = next(reader)
        rows = np.array([[float(c) if c else np.nan for c in row] for row in reader], dtype=np.float64)
    return header, rows.reshape(-1, len(header))


class Series:
    """One file of bars: time, features (float64), regime now and ahead, label, what a long and a short would have made."""

    def __init__(self, name, times, features, regime, label, long_bps, short_bps, ahead):
        self.name, self.times, self.features, self.regime = name, times, features, regime
        self.label, self.long_bps, self.short_bps = label, long_bps, short_bps
        self.regime_ahead = np.full(len(times), np.nan)
        if len(times) > ahead:
            self.regime_ahead[:-ahead] = regime[ahead:]


def load_series(scalp, path, settings, folder):
    """Features and labels of a file of bars."""
    base = os.path.join(folder, os.path.basename(path))
    calls = base + ".features.json"
    with open(calls, "w") as file:
        json.dump({"features": settings["features"] + [settings["regime"]]}, file)
    run(scalp, "features", "compute", path, "--features", calls, "--out", base + ".features.csv")
    run(scalp, "models", "label", path, "--volatility", settings["volatility"], "--horizon", str(settings["horizonBars"]),
        "--cost", str(settings["costBps"]), "--out", base + ".labels.csv")
    _, features = read_csv(base + ".features.csv")
    _, labels = read_csv(base + ".labels.csv")
    if len(features) != len(labels) or not np.array_equal(features[:, 0], labels[:, 0]):
        raise SystemExit(f"train: features and labels of {path} do not belong to the same bars")
    return Series(os.path.basename(path), features[:, 0], features[:, 1:-1], features[:, -1],
                  labels[:, 1], labels[:, 2], labels[:, 3], settings["regimeAheadBars"])


def simulated(scalp, settings, simulate):
    """Series of the project's simulator."""
    found = []
    with tempfile.TemporaryDirectory() as folder:
        for seed in simulate["seeds"]:
            out = os.path.join(folder, str(seed))
            run(scalp, "features", "bars", f"sim:{seed}?seconds={simulate['seconds']}", "--length", settings["bar"], "--out", out)
            for name in sorted(os.listdir(out)):
                if name.endswith(".csv"):
                    series = load_series(scalp, os.path.join(out, name), settings, folder)
                    series.name = f"sim:{seed} {name}"
                    found.append(series)
    return found


def recorded(scalp, settings, paths):
    """Series of recorded files, in order of time, then of name."""
    with tempfile.TemporaryDirectory() as folder:
        found = [load_series(scalp, path, settings, folder) for path in sorted(paths)]
    return sorted(found, key=lambda s: (s.times[0], s.name))


class Rows:
    """Samples ready to learn from: x [n, window, features], y in 0..2, regimes, gains, times. Only rows where all is known."""

    def __init__(self, series, window, between=None):
        parts = [self._of(s, window, between) for s in series]
        self.x, self.y, self.regime, self.regime_ahead, self.long_bps, self.short_bps, self.times, self.group = (
            np.concatenate([p[i] for p in parts]) if parts else np.zeros(0) for i in range(8))

    def __len__(self):
        return len(self.y)

    def take(self, chosen):
        part = object.__new__(Rows)
        for name in ("x", "y", "regime", "regime_ahead", "long_bps", "short_bps", "times", "group"):
            setattr(part, name, getattr(self, name)[chosen])
        return part

    _groups = 0

    @classmethod
    def _of(cls, s, window, between):
        cls._groups += 1
        known = np.isfinite(s.features).all(axis=1)
        run_length = np.zeros(len(known), dtype=np.int64)
        for i in range(len(known)):
            run_length[i] = (run_length[i - 1] if i else 0) + 1 if known[i] else 0
        good = (run_length >= window) & np.isfinite(s.label) & np.isfinite(s.regime)
        if between is not None:
            good &= (s.times >= between[0]) & (s.times < between[1])
        at = np.flatnonzero(good)
        x = np.stack([s.features[i - window + 1:i + 1] for i in at]).astype(np.float32) if len(at) else np.zeros((0, window, s.features.shape[1]), np.float32)
        return (x, s.label[at].astype(np.int64), s.regime[at].astype(np.int64), s.regime_ahead[at], s.long_bps[at], s.short_bps[at],
                s.times[at], np.full(len(at), cls._groups))


def milliseconds(day):
    return datetime.datetime.fromisoformat(day).replace(tzinfo=datetime.timezone.utc).timestamp() * 1000


def purged_tail(rows, share, gap):
    """The earlier part for learning and the later one for calibration, of each series, with `gap` rows between them thrown away."""
    learn, calibrate = [], []
    for group in np.unique(rows.group):
        at = np.flatnonzero(rows.group == group)
        cut = int(len(at) * (1 - share))
        learn.append(at[:max(0, cut - gap)])
        calibrate.append(at[cut:])
    return rows.take(np.concatenate(learn)), rows.take(np.concatenate(calibrate))
