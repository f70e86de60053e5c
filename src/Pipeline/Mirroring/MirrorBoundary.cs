using CryptoScalp.Rules.Engine;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>The end of one committed transaction: everything noted before it belongs to the state that it stands for. Immutable.</summary>
/// <param name="Sequence">The transaction's sequence in the run's session.</param>
/// <param name="At">Its event time.</param>
/// <param name="Agendas">What each <c>decide</c> statement said of the state, in the program's order.</param>
/// <param name="BeginsAnew">True when all rows follow from here on: what was known before is forgotten.</param>
internal sealed record MirrorBoundary(long Sequence, EventTime At, AgendaResult[] Agendas, bool BeginsAnew = false);
