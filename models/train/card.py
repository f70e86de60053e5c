"""The card of an ensemble: what it takes, what it learned from, how good it is, and what it is no good for."""
import datetime

import trees


def render(e, digest, trained, reports):
    s = e.settings
    lines = [f"# {s['name']}: {s['summary']}", "",
             f"Manifest sha256 `{digest}`. Probabilities of three outcomes of the next {s['horizonBars']} bars of {s['bar']}: the price falls first by cost plus",
             f"volatility, neither, rises first by as much. Costs of {s['costBps']} bps for getting in and out are inside the barriers.", "", verdict(reports), "",
             "## Inputs", "", f"{s['window']} rows of consecutive bars, newest last; one row a closed bar of {s['bar']}. The scales are those of `docs/indicators.md`.", "",
             "| feature | mean | deviation | gain against noise |", "|---|---|---|---|"]
    for i, call in enumerate(s["features"]):
        lines.append(f"| `{call}` | {e.mean[i]:.4g} | {e.std[i]:.4g} | {e.importance[i] / e.noise:.1f} |" if e.noise > 0 else f"| `{call}` | {e.mean[i]:.4g} | {e.std[i]:.4g} | – |")
    better = sum(v > e.noise for v in e.importance)
    lines += ["", f"{better} of {len(e.importance)} features gain more than the best of five columns of noise (total gain of trees).", "",
              "## Training", "", f"Data: {trained['data']}. {trained['rows']} rows from {day(trained['from'])} to {day(trained['to'])}; shares down, none, up: {percent(e.base)}.",
              f"The last 12 % of each series calibrate, the 12 % before them stop the training; {s['horizonBars']} rows between the parts are thrown away, because",
              "labels reach that far ahead. Nothing of a period below was seen by the fit that is judged on it: for periods that lie before the end of this model's",
              "training data that is another fit, of the data before them; for the others it is this very model. Seed " + str(s["seed"]) + ".", "",
              "## Members", "", "| regime | lstm | transformer | trees | trees of its own |", "|---|---|---|---|---|"]
    for regime, name in enumerate(trees.REGIMES):
        w = e.weights[regime]
        lines.append(f"| `{name}` | {w[0]:.2f} | {w[1]:.2f} | {w[2]:.2f} | {'no: too few rows' if e.shared[regime] else 'yes'} |")
    lines += ["", "## Results on held-out periods", "", "In brackets 95 % intervals of a moving-block bootstrap. Base: what saying the shares of the training data every time would score. Following takes the likelier side of",
              "up and down at every free moment; acting only from the confidence that the manifest names, if any.", ""]
    for r in reports:
        lines += period(r)
    lines += ["## Known limits", "", *limits(e, reports), ""]
    return "\n".join(lines)


def period(r):
    q = r["ensemble"]
    rows = [("accuracy", f"{number(q['accuracy'])}", f"{number(q['baseRate'])} (the commonest class)"),
            ("log loss", number(q["logLoss"]), number(q["logLossOfBase"])), ("log loss saved against the base", number(q["logLossGain"]), "0"), ("Brier score", number(q["brier"]), number(q["brierOfBase"])),
            ("AUC of up", number(q["aucUp"]), "0.5"), ("AUC of down", number(q["aucDown"]), "0.5"),
            ("expected value of following it, bps a trade after costs", gain(r["following"]), f"always long: {gain(r['always'])}"),
            ("expected value of acting on it, bps a trade after costs", gain(r["acting"]), "0 (no trade)")]
    members = ", ".join(f"{m} {v['logLoss']:.4f}" for m, v in r["members"].items())
    return [f"### {r['name']}", "", f"{r['rows']} rows; shares down, none, up: {percent(q['shares'])}. Log loss of the members: {members}.", "",
            "| | ensemble | base |", "|---|---|---|", *[f"| {a} | {b} | {c} |" for a, b, c in rows], "",
            "Reliability (stated, came true, rows): " + "; ".join(f"{a:.2f}, {b:.2f}, {n}" for a, b, n in r["reliability"]) + ".", ""]


def verdict(reports):
    better = [r for r in reports if beats(r)]
    paying = [r for r in reports if r["acting"]["trades"] and r["acting"]["ci95"][0] is not None and r["acting"]["ci95"][0] > 0]
    edge = (f"Acting on it paid after costs, with confidence, in {len(paying)} of {len(reports)} held-out periods." if paying
            else "**There is no edge after costs:** in no held-out period did acting on it earn more than zero with confidence.")
    return f"**In short.** With confidence it foretells more than the base rates in {len(better)} of {len(reports)} held-out periods. {edge}"


def beats(r):
    low = r["ensemble"]["logLossGain"]["ci95"][0]
    return low is not None and low > 0


def limits(e, reports):
    found = ["- Bars know neither spread nor depth; costs are one number. Fills at the close of a bar are not what a market gives.",
             "- After an outage features start over, while training rows run on: the first scores after a warm-up rest on slightly other averages."]
    if "simulate" in e.settings:
        found.append("- It has seen the project's simulator only, whose phases are easy to tell apart. It is there to show the machinery; on a real market it means nothing.")
    else:
        found.append("- Thin markets among the training files bounce between bid and ask, which looks like reversion and cannot be traded.")
    if e.act is None:
        found.append("- On the calibration rows acting never paid, so the manifest names no confidence from which to act.")
    return found


def number(figure):
    low, high = figure.get("ci95", [None, None])
    return f"{figure['value']:.4f}" + (f" [{low:.4f}, {high:.4f}]" if low is not None else "")


def gain(a):
    if not a["trades"]:
        return "no trades"
    low, high = a["ci95"]
    return f"{a['meanBps']:.2f} [{low:.2f}, {high:.2f}] of {a['trades']} trades"


def percent(shares):
    return ", ".join(f"{100 * v:.1f} %" for v in shares)


def day(ms):
    return datetime.datetime.fromtimestamp(ms / 1000, datetime.timezone.utc).strftime("%Y-%m-%d %H:%M")
