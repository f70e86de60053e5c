"""How good probabilities are, with confidence intervals that know that neighbouring rows overlap (moving-block bootstrap)."""
import numpy as np
from sklearn.metrics import roc_auc_score

RESAMPLES = 400


def log_loss(p, y):
    return -np.log(np.clip(p[np.arange(len(y)), y], 1e-9, 1.0))


def brier(p, y):
    return ((p - np.eye(3)[y]) ** 2).sum(axis=1)


def _auc(p, y, cls):
    hit = y == cls
    return roc_auc_score(hit, p[:, cls]) if hit.any() and not hit.all() else np.nan


def _blocks(count, block, rng):
    starts = rng.integers(0, max(1, count - block + 1), size=-(-count // block))
    return (starts[:, None] + np.arange(block)[None, :]).ravel()[:count] % count


def interval(values):
    known = np.asarray([v for v in values if np.isfinite(v)])
    return [None, None] if len(known) < RESAMPLES // 2 else [float(np.quantile(known, 0.025)), float(np.quantile(known, 0.975))]


def quality(p, y, base, block, seed):
    """Accuracy beside the share of the commonest class, Brier score and log loss beside those of the training shares, areas under the curve."""
    figures = {
        "accuracy": lambda i: float((p[i].argmax(axis=1) == y[i]).mean()),
        "baseRate": lambda i: float(np.bincount(y[i], minlength=3).max() / len(i)),
        "brier": lambda i: float(brier(p[i], y[i]).mean()),
        "logLoss": lambda i: float(log_loss(p[i], y[i]).mean()),
        "brierOfBase": lambda i: float(brier(np.tile(base, (len(i), 1)), y[i]).mean()),
        "logLossOfBase": lambda i: float(log_loss(np.tile(base, (len(i), 1)), y[i]).mean()),
        "logLossGain": lambda i: float((log_loss(np.tile(base, (len(i), 1)), y[i]) - log_loss(p[i], y[i])).mean()),
        "aucUp": lambda i: float(_auc(p[i], y[i], 2)),
        "aucDown": lambda i: float(_auc(p[i], y[i], 0)),
    }
    rng = np.random.default_rng(seed)
    samples = [_blocks(len(y), block, rng) for _ in range(RESAMPLES)]
    every = np.arange(len(y))
    found = {name: {"value": f(every), "ci95": interval([f(i) for i in samples])} for name, f in figures.items()}
    found["shares"] = [float(v) for v in np.bincount(y, minlength=3) / len(y)]
    return found


def trades(p, rows, act, horizon_ms):
    """Gains in basis points after costs of acting on every confident row, one position a series at a time."""
    gains, free = [], {}
    confident = (p[:, [0, 2]].max(axis=1) >= act) if act is not None else np.zeros(len(p), bool)
    for i in np.flatnonzero(confident):
        if rows.times[i] >= free.get(rows.group[i], -np.inf):
            gains.append(rows.long_bps[i] if p[i, 2] >= p[i, 0] else rows.short_bps[i])
            free[rows.group[i]] = rows.times[i] + horizon_ms
    return np.asarray(gains)


def expectation(gains, seed):
    if len(gains) == 0:
        return {"trades": 0, "meanBps": None, "ci95": [None, None], "hitRate": None}
    rng = np.random.default_rng(seed)
    means = [gains[rng.integers(0, len(gains), len(gains))].mean() for _ in range(RESAMPLES)]
    return {"trades": int(len(gains)), "meanBps": float(gains.mean()), "ci95": interval(means), "hitRate": float((gains > 0).mean())}


def best_threshold(p, rows, horizon_ms):
    """The confidence from which acting paid best on the calibration rows; None where it never paid, which is then the model's advice: do not act."""
    best, chosen = 0.0, None
    for act in np.arange(0.35, 0.96, 0.05):
        gains = trades(p, rows, act, horizon_ms)
        if len(gains) >= 20 and gains.mean() > 0:
            worth = gains.mean() / (gains.std() + 1e-9) * np.sqrt(len(gains))
            if worth > best:
                best, chosen = worth, float(round(act, 2))
    return chosen


def reliability(p, y, bins=10):
    """Of the confidence in the class that was named: stated, came true, rows."""
    stated, hit = p.max(axis=1), p.argmax(axis=1) == y
    found = []
    for low in np.arange(bins) / bins:
        at = (stated >= low) & (stated < low + 1 / bins + (1e-9 if low + 1 / bins >= 1 else 0))
        if at.any():
            found.append([float(stated[at].mean()), float(hit[at].mean()), int(at.sum())])
    return found
