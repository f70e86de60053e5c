using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Host;

/// <summary>Questions that were read before: whoever watches a market asks the same of it again and again. Any thread.</summary>
/// <remarks>Holds those of one program; a question that names a parameter is read each time, since its value may be another.</remarks>
internal sealed class KnownQuestions
{
    /// <summary>More are forgotten, all at once.</summary>
    private const int Most = 256;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Question> _known = new(StringComparer.Ordinal);
    private BoundProgram? _program;

    /// <summary>As <see cref="QuestionReader.Read"/>.</summary>
    public Question? Read(BoundProgram program, string text, Func<string, Value?> parameterOf, DiagnosticBag diagnostics)
    {
        if (Find(program, text) is { } known)
        {
            return known;
        }

        bool readsParameter = false;
        Question? question = QuestionReader.Read(program, text, Noting, diagnostics);
        if (question is not null && !readsParameter)
        {
            Keep(program, text, question);
        }

        return question;

        Value? Noting(string name)
        {
            readsParameter = true;
            return parameterOf(name);
        }
    }

    private Question? Find(BoundProgram program, string text)
    {
        lock (_lock)
        {
            return ReferenceEquals(_program, program) ? _known.GetValueOrDefault(text) : null;
        }
    }

    private void Keep(BoundProgram program, string text, Question question)
    {
        lock (_lock)
        {
            if (!ReferenceEquals(_program, program) || _known.Count == Most)
            {
                _program = program;
                _known.Clear();
            }

            _known[text] = question;
        }
    }
}
