#!/usr/bin/env python3
"""Prints what compare.sh measured, ratios first; exits with 1 when the engines' final rows differ.

usage: table.py FOLDER…   each with scalp.jsonl and clips.jsonl, one JSON object a run
"""
import json
import os
import sys


def read(folder, engine):
    with open(os.path.join(folder, engine + ".jsonl")) as lines:
        return [json.loads(line) for line in lines]


def rows(run):
    return {name: (relation["rows"], relation["checksum"]) for name, relation in run["relations"].items()}


def main():
    folders = {os.path.basename(os.path.normpath(f)): f for f in sys.argv[1:]}
    best, differ = {}, []
    for name, folder in folders.items():
        runs = {engine: read(folder, engine) for engine in ("scalp", "clips")}
        results = [rows(run) for engine in runs for run in runs[engine]]
        if any(result != results[0] for result in results):
            differ.append(name)
        best[name] = {engine: min(runs[engine], key=lambda run: run["p50us"]) for engine in runs}
    print("how many times faster than CLIPS 6.30 (above 1: this engine is)")
    print(f"{'workload':18}{'rate':>8}{'p50':>8}{'p99':>8}{'p99.9':>8}")
    for name, of in best.items():
        ours, clips = of["scalp"], of["clips"]
        times = [clips[key] / ours[key] for key in ("p50us", "p99us", "p999us")]
        print(f"{name:18}{ours['perSecond'] / clips['perSecond']:8.2f}" + "".join(f"{t:8.2f}" for t in times))
    print(f"\n{'workload':18}{'engine':14}{'updates/s':>12}{'p50 µs':>9}{'p99 µs':>9}{'p99.9 µs':>10}{'B/update':>10}{'peak MB':>9}")
    for name, of in best.items():
        for run in of.values():
            allocated = run.get("bytesPerTransaction", "-")
            print(f"{name:18}{run['engine']:14}{run['perSecond']:12,.0f}{run['p50us']:9.2f}{run['p99us']:9.2f}{run['p999us']:10.2f}{allocated:>10}{run['peakMegabytes']:9.0f}")
    for name in differ:
        print(f"\nDIFFERENT FINAL ROWS on {name}:")
        for engine in ("scalp", "clips"):
            print(f"  {engine}: {rows(read(folders[name], engine)[0])}")
    if not differ:
        print("\nfinal rows of all derived relations: equal, by number and checksum")
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main())
