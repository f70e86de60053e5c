namespace CryptoScalp.Rules.Engine;

/// <summary>Ends the emission of one join that has no inline form; the interpreter runs it. Never leaves the emitter.</summary>
internal sealed class NotEmittableException(string what) : Exception(what);
