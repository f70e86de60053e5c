"""One trained ensemble: three members, a regime model, weights a regime, and calibration."""
import hashlib
import json
import os

import numpy as np
import torch

import metrics
import nets
import trees
from dataset import purged_tail

MEMBERS = ["lstm", "transformer", "trees"]
SHRINK_TO_EQUAL = 500


class Ensemble:
    def __init__(self, rows, settings):
        horizon, seed = settings["horizonBars"], settings["seed"]
        torch.manual_seed(seed)
        torch.set_num_threads(1)
        torch.use_deterministic_algorithms(True)
        self.settings = settings
        earlier, self.calibration_rows = purged_tail(rows, 0.12, horizon)
        self.learn, check = purged_tail(earlier, 0.12, horizon)
        self.base = np.bincount(self.learn.y, minlength=3) / len(self.learn)
        newest = self.learn.x[:, -1].astype(np.float64)
        self.mean, self.std = newest.mean(axis=0), newest.std(axis=0) + 1e-9
        width = rows.x.shape[2]
        self.lstm = nets.LstmNet(self.mean, self.std, width)
        self.transformer = nets.TransformerNet(self.mean, self.std, width, settings["window"])
        nets.train(self.lstm, self.learn, check, seed)
        nets.train(self.transformer, self.learn, check, seed + 1)
        self.trees, self.shared = trees.train_all(self.learn, check, seed)
        self.regimes = trees.RegimeModel(self.learn, self.mean, self.std)
        self.importance, self.noise = trees.noise_probes(self.learn, seed)
        self._weigh()
        self._calibrate()
        self.act = metrics.best_threshold(self.probabilities(self.calibration_rows), self.calibration_rows, self.horizon_ms)

    @property
    def horizon_ms(self):
        return self.settings["horizonBars"] * {"1s": 1_000, "1m": 60_000}[self.settings["bar"]]

    def members(self, rows):
        return np.stack([nets.probabilities(self.lstm, rows.x), nets.probabilities(self.transformer, rows.x), trees.probabilities(self.trees, rows)])

    def _weigh(self):
        """A weight a member and regime: inverse to its excess log loss there, drawn towards equal where there are few rows."""
        rows, found = self.calibration_rows, self.members(self.calibration_rows)
        losses = np.stack([metrics.log_loss(p, rows.y) for p in found])
        overall = losses.mean(axis=1)
        self.weights = np.zeros((len(trees.REGIMES), len(MEMBERS)))
        for regime in range(len(trees.REGIMES)):
            at = rows.regime == regime
            local = (losses[:, at].sum(axis=1) + SHRINK_TO_EQUAL * overall) / (at.sum() + SHRINK_TO_EQUAL)
            odds = np.exp(-20 * (local - local.min()))
            self.weights[regime] = odds / odds.sum()

    def averaged(self, rows, found=None):
        found = self.members(rows) if found is None else found
        weights = self.regimes.probabilities(rows) @ self.weights
        return np.einsum("nm,mnc->nc", weights, found)

    def _calibrate(self):
        """One scale and a shift a class on the log probabilities, fitted on rows that no member has seen."""
        logs = np.log(np.clip(self.averaged(self.calibration_rows), 1e-7, 1))
        scale, shift = torch.ones(1, dtype=torch.float64, requires_grad=True), torch.zeros(3, dtype=torch.float64, requires_grad=True)
        optimiser = torch.optim.LBFGS([scale, shift], max_iter=100, line_search_fn="strong_wolfe")
        x, y = torch.from_numpy(logs), torch.from_numpy(self.calibration_rows.y)

        def closure():
            optimiser.zero_grad()
            loss = torch.nn.functional.cross_entropy(scale * x + shift, y) + 1e-3 * ((scale - 1) ** 2).sum() + 1e-3 * (shift ** 2).sum()
            loss.backward()
            return loss

        optimiser.step(closure)
        self.scale, self.shift = float(scale.detach()), shift.detach().numpy()

    def calibrated(self, averaged):
        margins = self.scale * np.log(np.clip(averaged, 1e-7, 1)) + self.shift
        odds = np.exp(margins - margins.max(axis=1, keepdims=True))
        return odds / odds.sum(axis=1, keepdims=True)

    def probabilities(self, rows):
        return self.calibrated(self.averaged(rows))

    def save(self, folder, trained):
        """Models, what they gave for some rows (so that others can check that theirs give the same), and the manifest."""
        os.makedirs(folder, exist_ok=True)
        for old in [f for f in os.listdir(folder) if f.endswith(".onnx")]:
            os.remove(os.path.join(folder, old))
        width, window = self.learn.x.shape[2], self.settings["window"]
        nets.export(self.lstm, os.path.join(folder, "lstm.onnx"), window, width, ["probabilities"])
        nets.export(self.transformer, os.path.join(folder, "transformer.onnx"), window, width, ["probabilities", "attention"])
        self.regimes.export(os.path.join(folder, "regime.onnx"), width)
        names = []
        for regime, booster in enumerate(self.trees):
            names.append("trees-all.onnx" if self.shared[regime] else f"trees-{trees.REGIMES[regime][1:]}.onnx")
            trees.export(booster, os.path.join(folder, names[-1]), width)
        self._save_examples(os.path.join(folder, "examples.json"))
        manifest = self._manifest(folder, names, trained)
        path = os.path.join(folder, "ensemble.json")
        with open(path, "w") as file:
            json.dump(manifest, file, indent=1)
            file.write("\n")
        return sha256(path)

    def _manifest(self, folder, tree_files, trained):
        def model(name, kind, *files):
            return {"name": name, "kind": kind, "files": [{"file": f, "sha256": sha256(os.path.join(folder, f))} for f in files]}

        s, rows = self.settings, self.calibration_rows
        newest = self.learn.x[:, -1].astype(np.float64)
        levels = np.linspace(0, 1, 11)
        scores = self.probabilities(rows)
        return {
            "format": 1, "name": s["name"], "summary": s["summary"], "bar": s["bar"], "window": s["window"], "horizonBars": s["horizonBars"],
            "costBps": s["costBps"], "volatility": s["volatility"], "features": s["features"], "regime": s["regime"], "regimeAheadBars": s["regimeAheadBars"],
            "members": [model("lstm", "sequence", "lstm.onnx"), model("transformer", "attention", "transformer.onnx"), model("trees", "regimes", *tree_files)],
            "regimes": model("regime", "row", "regime.onnx"),
            "weights": self.weights.round(6).tolist(), "calibration": {"scale": self.scale, "shift": self.shift.tolist()},
            "act": self.act, "timeBoxMs": 5,
            "reference": {"rows": len(newest), "features": np.quantile(newest, levels, axis=0).T.tolist(),
                          "score": np.quantile(scores[:, 2] - scores[:, 0], levels).tolist(), "brier": float(metrics.brier(scores, rows.y).mean())},
            "trained": trained, "examples": {"file": "examples.json", "sha256": sha256(os.path.join(folder, "examples.json"))},
        }

    def _save_examples(self, path, count=8):
        rows = self.calibration_rows.take(np.linspace(0, len(self.calibration_rows) - 1, count).astype(int))
        found = self.members(rows)
        with torch.no_grad():
            attention = self.transformer(torch.from_numpy(rows.x))[1].numpy()
        with open(path, "w") as file:
            json.dump({"rows": [[[float(str(v)) for v in row] for row in x] for x in rows.x], "regime": rows.regime.tolist(),
                       "lstm": found[0].tolist(), "transformer": found[1].tolist(), "trees": found[2].tolist(), "attention": attention.astype(float).tolist(),
                       "regimeProbabilities": self.regimes.probabilities(rows).tolist(), "ensemble": self.probabilities(rows).tolist()}, file)
            file.write("\n")


def sha256(path):
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()
