using CryptoScalp.Rules.Features;
using CryptoScalp.Rules.MarketData;
using CryptoScalp.Rules.Models;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>One ensemble on one symbol: bars in, rows to the desk, scores back within their time box, facts out. Tick thread; allocates nothing but for facts that change.</summary>
/// <remarks>
/// States: nothing asked; asked, until the first event at or after the deadline; then told or late. A score that took longer than its time box is dropped; in a paced
/// run one that was there in time counts at the next event, however quiet the market is. A
/// desk that is stuck leaves its seat taken: each further bar is late at once, and nobody waits.
/// </remarks>
internal sealed class ScoredSymbol
{
    private const long NanosecondsPerMillisecond = 1_000_000;

    private readonly ScoringDesk _desk;
    private readonly bool _waits;
    private readonly ScoringSeat _seat;
    private readonly BarSeries _series;
    private readonly RowWindow _window;
    private readonly QualityMonitor _quality;
    private readonly EnsembleWatch _watch;
    private readonly ScoreFacts _facts;
    private readonly double[] _row;
    private readonly long _boxNs;
    private long _seen;
    private bool _isAsked;
    private EventTime _deadline;
    private FeatureRowId _askedRow;
    private SourcePosition _askedFrame;

    public ScoredSymbol(ScoringDesk desk, bool waits, EnsembleWatch watch, string symbol, SuppliedPredicates wanted)
    {
        EnsembleManifest manifest = desk.Manifest;
        (_desk, _waits, _watch) = (desk, waits, watch);
        _seat = desk.NewSeat();
        _series = new BarSeries(ModelCalls.BarLengthNs(manifest), new BarFeatureSet(ModelCalls.Of(manifest), FeatureSchema.Default), static _ => throw new System.Diagnostics.UnreachableException(), ticks: 0);
        _window = new RowWindow(manifest.Window, manifest.Features.Length);
        _quality = new QualityMonitor(manifest);
        watch.Add(_quality);
        _facts = new ScoreFacts(manifest, symbol, wanted);
        _row = new double[manifest.Features.Length];
        _boxNs = manifest.TimeBoxMs * NanosecondsPerMillisecond;
    }

    public void OnTrade(EventTime at, Dec8 price, Dec8 size) => _series.OnTrade(at, price, size, []);

    public void OnBar(in Bar bar) => _series.OnBar(bar, []);

    /// <summary>The feed was interrupted: no window may span the gap.</summary>
    public void Reset()
    {
        _series.Reset();
        _window.Reset();
        _quality.Reset();
    }

    /// <summary>Tells a score that is there or due. Called at every event of any instrument, before the event counts.</summary>
    public void Take(EventTime now, RowChanges changes)
    {
        bool isDue = now >= _deadline;
        if (!_isAsked || (!isDue && _waits))
        {
            return;
        }

        bool isThere = _waits ? _desk.Wait(_seat) : _seat.State != ScoreState.Asked;
        if (isThere && (_waits || _seat.TookNs <= _boxNs))
        {
            TakeAnswer(now, changes);
        }
        else if (isThere || isDue)
        {
            _isAsked = false;
            _facts.RestsOn(_desk.Version, _askedRow, _askedFrame);
            _seat.Release();
            TellLate(now, changes);
        }
    }

    /// <summary>Closes bars whose time is over and asks for scores of them; takes back what nobody knows any more.</summary>
    /// <param name="now">Event time.</param>
    /// <param name="isLive">The symbol's feed may be trusted.</param>
    /// <param name="row">The row of features of ticks at this event.</param>
    /// <param name="frame">The frame of this event, which may be another symbol's.</param>
    /// <param name="changes">Receives facts.</param>
    public void Publish(EventTime now, bool isLive, FeatureRowId row, SourcePosition frame, RowChanges changes)
    {
        _series.AdvanceTo(now, []);
        if (_series.Steps != _seen)
        {
            _seen = _series.Steps;
            OnStep(now, row, frame, changes);
        }

        if (!isLive || !_series.IsFresh(now))
        {
            _isAsked = false;
            _seat.Release();
            _facts.TakeBack(now, changes);
        }
    }

    private void OnStep(EventTime now, FeatureRowId row, SourcePosition frame, RowChanges changes)
    {
        BarFeatureSet features = _series.Features;
        for (int i = 0; i < _row.Length; i++)
        {
            _row[i] = features[i];
        }

        _window.Push(_row);
        _quality.OnBar(_series.Newest.High, _series.Newest.Low, _series.Newest.Close, features[_row.Length + 1]);
        double regime = features[_row.Length];
        if (!_window.IsFull || !double.IsFinite(regime))
        {
            return;
        }

        _watch.OnRow(_window.Newest, now, changes);
        if (!_isAsked)
        {
            _seat.Release(); // an answer that came too late for anyone
        }

        if (_isAsked || _seat.State != ScoreState.Idle)
        {
            _facts.RestsOn(_desk.Version, row, frame);
            TellLate(now, changes);
            return;
        }

        _window.CopyTo(_seat.Rows);
        _seat.Regime = (int)regime;
        (_isAsked, _deadline, _askedRow, _askedFrame) = (true, new EventTime(now.Nanoseconds + _boxNs), row, frame);
        _seat.AskLater();
    }

    private void TellLate(EventTime now, RowChanges changes)
    {
        _watch.OnLate(now);
        _facts.TellLate(now, changes);
    }

    private void TakeAnswer(EventTime now, RowChanges changes)
    {
        _isAsked = false;
        if (_seat.State == ScoreState.Done)
        {
            _facts.RestsOn(_seat.Version, _askedRow, _askedFrame);
            _facts.Tell(_seat.Score, now, changes);
            _quality.OnScore(_seat.Score);
            _watch.OnScore(_seat.Score, _seat.Version, now);
            _facts.TellQuality(_quality, now, changes);
        }
        else
        {
            TellLate(now, changes);
        }

        _seat.Release();
    }
}
