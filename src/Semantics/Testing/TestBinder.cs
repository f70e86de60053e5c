using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Semantics;

/// <summary>Binds the <c>test</c> items of one file against the finished program.</summary>
internal sealed class TestBinder(BoundProgram program, ProgramFile file, PredicateTable names, DiagnosticBag diagnostics)
{
    private readonly FactBinder _facts = new(program);

    public BoundTest Bind(TestSyntax test)
    {
        ImmutableArray<BoundTestStep>.Builder steps = ImmutableArray.CreateBuilder<BoundTestStep>();
        EventTime now = EventTime.Zero;
        foreach (TestStepSyntax step in test.Steps)
        {
            now = Time(step, now);
            if (Step(step, now) is { } bound)
            {
                steps.Add(bound);
            }
        }

        return new BoundTest(QuotedText.DecodeString(test.NameToken.Text), steps.ToImmutable(), file.Tree.SpanOf(test));
    }

    private SourceSpan SpanOf(ISyntaxElement element) => file.Tree.SpanOf(element);

    private EventTime Time(TestStepSyntax step, EventTime before)
    {
        if (step.Time is not { } term)
        {
            return before;
        }

        if (Nanoseconds(term) is not { } nanoseconds)
        {
            if (term is not MissingTermSyntax)
            {
                diagnostics.Report(FactDiagnostics.BadTestTime, SpanOf(term), SpanOf(term).Text);
            }

            return before;
        }

        EventTime at = new(nanoseconds);
        if (at < before)
        {
            diagnostics.Report(FactDiagnostics.TimeBackwards, SpanOf(term), ValueText.Duration(at.Nanoseconds), ValueText.Duration(before.Nanoseconds));
            return before;
        }

        return at;
    }

    private static long? Nanoseconds(TermSyntax term)
    {
        if (term is not LiteralTermSyntax literal || !LiteralReader.TryRead(literal.Token, out LiteralShape shape, out _))
        {
            return null;
        }

        return shape.Number is { IsFraction: false } number && number.TryToInt64(out long whole) ? whole
            : shape.Number is null && shape.Settled.Kind is ValueKind.Duration or ValueKind.Time ? shape.Settled.AsInt64
            : null;
    }

    private BoundTestStep? Step(TestStepSyntax step, EventTime at) => step switch
    {
        TestChangeSyntax change => Change(change, at),
        TestSetSyntax set => Set(set, at),
        TestExpectSyntax expect => new ExpectationBinder(program, file, names, diagnostics).Bind(expect, at),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private BoundTestChange? Change(TestChangeSyntax change, EventTime at)
    {
        if (change.Fact is not ApplicationSyntax atom)
        {
            return null;
        }

        string name = names.Qualify(file.Scope, atom.Name);
        if (program.Decides.Any(d => d.Name == name))
        {
            diagnostics.Report(FactDiagnostics.DerivedInTest, SpanOf(atom), name);
            return null;
        }

        return _facts.TryBind(atom, name, file.Tree.Source, diagnostics, change.IsRetraction, out Fact? fact)
            ? new BoundTestChange { At = at, Span = SpanOf(change), Change = change.IsRetraction ? FactChange.Retract(fact) : FactChange.Assert(fact) }
            : null;
    }

    private BoundTestSet? Set(TestSetSyntax set, EventTime at)
    {
        string name = set.NameToken.Text;
        if (program.Params.FirstOrDefault(p => p.Name == name) is not { } param)
        {
            string? near = NameSuggestion.Nearest(name, program.Params.Select(static p => p.Name));
            diagnostics.Add(Diagnostic.Create(FactDiagnostics.UnknownParam, SpanOf(set.NameToken), name) with { Help = near is null ? null : $"did you mean '{near}'?" });
            return null;
        }

        if (!new TermEvaluator(file.Tree.Source, diagnostics, () => $"the param '{name}'").TryEvaluate(set.Value, param.Type, out Value value))
        {
            return null;
        }

        if ((param.Low is { } low && value.CompareTo(low) < 0) || (param.High is { } high && value.CompareTo(high) > 0))
        {
            diagnostics.Report(FactDiagnostics.ParamOutOfRange, SpanOf(set.Value), name, value, param.Low!, param.High!);
            return null;
        }

        return new BoundTestSet { At = at, Span = SpanOf(set), Param = name, Value = value };
    }
}
