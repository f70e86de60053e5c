using System.Collections.Immutable;
using CryptoScalp.Rules.Engine;
using CryptoScalp.Rules.Explain;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>What the live rules said of a transaction in which something that they read changed. Immutable, for any thread.</summary>
/// <param name="Results">The <c>decide</c> statements that had something to say, and what; the contest of each key stands in it.</param>
/// <param name="Emitted">The decisions of the transaction and of the timers before it, with their proofs.</param>
/// <param name="Memory">By <c>decide</c> statement: what must not be decided again, after the transaction.</param>
public sealed record TapeNote(ImmutableArray<KeyValuePair<string, AgendaResult>> Results, ImmutableArray<DecisionProof> Emitted, ImmutableArray<AgendaMemory> Memory);
