#!/usr/bin/python3
"""Trains the ensemble of a set: train.py SET.json --scalp PATH --out DIR [--data DIR] [--quick].

Needs Debian's python3-torch, python3-sklearn, python3-xgboost and python3-onnx. Seeded: the same data gives the same models. Writes DIR/ensemble.json,
the ONNX files, examples.json and card.md; 'scalp models stage DIR' then puts them into the registry.
"""
import argparse
import glob
import json
import os
import time

import numpy as np

import card
import dataset
import metrics
from ensemble import Ensemble


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("set")
    parser.add_argument("--scalp", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--data", help="the folder of CSV files of bars, for a set that learns from recorded data")
    parser.add_argument("--quick", action="store_true", help="a tenth of the data: to see that everything runs")
    options = parser.parse_args()
    with open(options.set) as file:
        settings = json.load(file)
    started = time.time()
    if "simulate" in settings:
        reports, shipped, source = simulated(options, settings)
    else:
        reports, shipped, source = recorded(options, settings)
    trained = {"data": source, "rows": len(shipped.learn), "from": int(shipped.learn.times.min()), "to": int(shipped.learn.times.max()),
               "seed": settings["seed"], "shares": shipped.base.tolist()}
    digest = shipped.save(options.out, trained)
    with open(os.path.join(options.out, "results.json"), "w") as file:
        json.dump({"manifest": digest, "periods": reports}, file, indent=1)
        file.write("\n")
    with open(os.path.join(options.out, "card.md"), "w") as file:
        file.write(card.render(shipped, digest, trained, reports))
    print(f"trained {settings['name']} in {time.time() - started:.0f} s into {options.out}")


def simulated(options, settings):
    learn = dict(settings["simulate"], seeds=settings["simulate"]["seeds"][:1 if options.quick else None])
    window = settings["window"]
    ensemble = Ensemble(dataset.Rows(dataset.simulated(options.scalp, settings, learn), window), settings)
    reports = [judge(ensemble, dataset.Rows(dataset.simulated(options.scalp, settings, p["simulate"]), window), p["name"]) for p in settings["periods"]]
    return reports, ensemble, f"simulated market, seeds {', '.join(map(str, learn['seeds']))}, {learn['seconds']} s each"


def recorded(options, settings):
    if not options.data:
        raise SystemExit("train: this set learns from recorded bars: name their folder with --data DIR")
    paths = glob.glob(os.path.join(options.data, settings["files"]))
    if not paths:
        raise SystemExit(f"train: there is no {settings['files']} in {options.data}")
    series = dataset.recorded(options.scalp, settings, paths)
    step, window = {"1s": 1_000, "1m": 60_000}[settings["bar"]], settings["window"]
    fits, reports = {}, []
    ship = dataset.milliseconds(settings["shipBefore"])
    for period in settings["periods"]:
        start = dataset.milliseconds(period["from"])
        end = min(start, ship) - (settings["embargoBars"] + settings["horizonBars"]) * step
        if end not in fits:
            rows = dataset.Rows(series, window, (-np.inf, end))
            fits[end] = Ensemble(rows.take(np.arange(0, len(rows), 10)) if options.quick else rows, settings)
        rows = dataset.Rows(series, window, (start, dataset.milliseconds(period["to"])))
        reports.append(judge(fits[end], rows, period["name"]))
    shipped = fits[ship - (settings["embargoBars"] + settings["horizonBars"]) * step]
    named = ", ".join(sorted({s.name for s in series if s.times[0] < ship}))
    return reports, shipped, f"one-minute bars before {settings['shipBefore']}: {named}"


def judge(ensemble, rows, name):
    """The ensemble and each member on rows that none of them has seen."""
    settings, found = ensemble.settings, ensemble.members(rows)
    p = ensemble.calibrated(ensemble.averaged(rows, found))
    block, seed = settings["horizonBars"], settings["seed"]
    report = {"name": name, "rows": len(rows), "ensemble": metrics.quality(p, rows.y, ensemble.base, block, seed),
              "members": {m: {"logLoss": float(metrics.log_loss(found[i], rows.y).mean()), "brier": float(metrics.brier(found[i], rows.y).mean())}
                          for i, m in enumerate(["lstm", "transformer", "trees"])},
              "reliability": metrics.reliability(p, rows.y),
              "following": metrics.expectation(metrics.trades(p, rows, 0.0, ensemble.horizon_ms), seed),
              "acting": metrics.expectation(metrics.trades(p, rows, ensemble.act, ensemble.horizon_ms), seed),
              "always": metrics.expectation(metrics.trades(np.tile([0.0, 0.0, 1.0], (len(rows), 1)), rows, 0.5, ensemble.horizon_ms), seed)}
    q = report["ensemble"]
    print(f"{name}: {len(rows)} rows, accuracy {q['accuracy']['value']:.3f} (base {q['baseRate']['value']:.3f}), "
          f"log loss {q['logLoss']['value']:.4f} (base {q['logLossOfBase']['value']:.4f}), acting {report['acting']}", flush=True)
    return report


if __name__ == "__main__":
    main()
