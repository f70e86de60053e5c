namespace CryptoScalp.Rules.Syntax;

/// <summary>A top-level item of a rules file.</summary>
public abstract class ItemSyntax : SyntaxNode
{
    private protected ItemSyntax(params ReadOnlySpan<object?> children) : base(children)
    {
    }
}

/// <summary>A whole file.</summary>
public sealed class RulesFileSyntax(IReadOnlyList<ItemSyntax> items, SyntaxToken endOfFile) : SyntaxNode(items, endOfFile)
{
    public IReadOnlyList<ItemSyntax> Items { get; } = items;

    public SyntaxToken EndOfFile { get; } = endOfFile;
}

/// <summary><c>Package p [atoms]!</c>.</summary>
public sealed class PackageSyntax(SyntaxToken keyword, SyntaxToken name, AtomBlockSyntax? atoms, SyntaxToken bang) : ItemSyntax(keyword, name, atoms, bang)
{
    public SyntaxToken NameToken { get; } = name;

    public AtomBlockSyntax? Atoms { get; } = atoms;
}

/// <summary><c>Use q [atoms]!</c>.</summary>
public sealed class UseSyntax(SyntaxToken keyword, SyntaxToken name, AtomBlockSyntax? atoms, SyntaxToken bang) : ItemSyntax(keyword, name, atoms, bang)
{
    public SyntaxToken NameToken { get; } = name;

    public AtomBlockSyntax? Atoms { get; } = atoms;
}

/// <summary><c>[keyword] [ a(..), b(..) ]</c>: descriptors, inclusion constraints, decide options.</summary>
public sealed class AtomBlockSyntax(SyntaxToken? keyword, SyntaxToken open, SeparatedList<TermSyntax> atoms, SyntaxToken close) : SyntaxNode(keyword, open, atoms, close)
{
    public SeparatedList<TermSyntax> Atoms { get; } = atoms;
}

/// <summary><c>Decl p(X, Y) [temporal] [descr […]] [bound […]]* [inclusion […]].</c></summary>
public sealed class DeclSyntax(
    SyntaxToken keyword, TermSyntax atom, SyntaxToken? temporal, AtomBlockSyntax? descr, IReadOnlyList<AtomBlockSyntax> bounds, AtomBlockSyntax? inclusion, SyntaxToken stop)
    : ItemSyntax(keyword, atom, temporal, descr, bounds, inclusion, stop)
{
    public TermSyntax Atom { get; } = atom;

    public SyntaxToken? Temporal { get; } = temporal;

    public AtomBlockSyntax? Descr { get; } = descr;

    /// <summary>Each a list of type terms, one per column.</summary>
    public IReadOnlyList<AtomBlockSyntax> Bounds { get; } = bounds;

    public AtomBlockSyntax? Inclusion { get; } = inclusion;
}

/// <summary><c>#[id("arb.enter"), priority(60)]</c>.</summary>
public sealed class AttributeListSyntax(SyntaxToken open, SeparatedList<TermSyntax> attributes, SyntaxToken close) : SyntaxNode(open, attributes, close)
{
    public SeparatedList<TermSyntax> Attributes { get; } = attributes;
}

/// <summary>A fact or a rule: <c>[attributes] [assert|retract] head [@[…]] [:- body] [|&gt; transform]*.</c></summary>
public sealed class ClauseSyntax(
    IReadOnlyList<AttributeListSyntax> attributes, SyntaxToken? stateKeyword, TermSyntax head, TemporalAnnotationSyntax? annotation,
    SyntaxToken? ifToken, SeparatedList<LiteralSyntax> body, IReadOnlyList<TransformSyntax> transforms, SyntaxToken stop)
    : ItemSyntax(attributes, stateKeyword, head, annotation, ifToken, body, transforms, stop)
{
    public IReadOnlyList<AttributeListSyntax> Attributes { get; } = attributes;

    /// <summary><c>assert</c> or <c>retract</c>; null for an ordinary clause.</summary>
    public SyntaxToken? StateKeyword { get; } = stateKeyword;

    /// <summary>An <see cref="ApplicationSyntax"/> unless the text is faulty.</summary>
    public TermSyntax Head { get; } = head;

    public TemporalAnnotationSyntax? Annotation { get; } = annotation;

    /// <summary>Null for a fact.</summary>
    public SyntaxToken? If { get; } = ifToken;

    public SeparatedList<LiteralSyntax> Body { get; } = body;

    public IReadOnlyList<TransformSyntax> Transforms { get; } = transforms;
}

/// <summary><c>param name = value [in [low, high]].</c></summary>
public sealed class ParamSyntax(
    IReadOnlyList<AttributeListSyntax> attributes, SyntaxToken keyword, SyntaxToken name, SyntaxToken equals, TermSyntax value, SyntaxToken? inToken, ListSyntax? range, SyntaxToken stop)
    : ItemSyntax(attributes, keyword, name, equals, value, inToken, range, stop)
{
    public IReadOnlyList<AttributeListSyntax> Attributes { get; } = attributes;

    public SyntaxToken NameToken { get; } = name;

    public TermSyntax Value { get; } = value;

    public ListSyntax? Range { get; } = range;
}

/// <summary><c>decide decision(Sym, Action, Size) from propose [options].</c></summary>
public sealed class DecideSyntax(SyntaxToken keyword, TermSyntax decision, SyntaxToken from, TermSyntax candidates, AtomBlockSyntax? options, SyntaxToken stop)
    : ItemSyntax(keyword, decision, from, candidates, options, stop)
{
    public TermSyntax Decision { get; } = decision;

    /// <summary>The candidates' predicate: an identifier or an atom.</summary>
    public TermSyntax Candidates { get; } = candidates;

    public AtomBlockSyntax? Options { get; } = options;
}

/// <summary><c>invariant name: body =&gt; conclusion.</c></summary>
public sealed class InvariantSyntax(SyntaxToken keyword, SyntaxToken name, SyntaxToken colon, SeparatedList<LiteralSyntax> body, SyntaxToken implies, SeparatedList<LiteralSyntax> conclusion, SyntaxToken stop)
    : ItemSyntax(keyword, name, colon, body, implies, conclusion, stop)
{
    public SyntaxToken NameToken { get; } = name;

    public SeparatedList<LiteralSyntax> Body { get; } = body;

    public SeparatedList<LiteralSyntax> Conclusion { get; } = conclusion;
}

/// <summary><c>never name: body.</c></summary>
public sealed class NeverSyntax(SyntaxToken keyword, SyntaxToken name, SyntaxToken colon, SeparatedList<LiteralSyntax> body, SyntaxToken stop)
    : ItemSyntax(keyword, name, colon, body, stop)
{
    public SyntaxToken NameToken { get; } = name;

    public SeparatedList<LiteralSyntax> Body { get; } = body;
}

/// <summary><c>optimize head (maximize|minimize) term [subject to body].</c></summary>
public sealed class OptimizeSyntax(
    SyntaxToken keyword, TermSyntax head, SyntaxToken direction, TermSyntax objective, SyntaxToken? subject, SyntaxToken? to, SeparatedList<LiteralSyntax> constraints, SyntaxToken stop)
    : ItemSyntax(keyword, head, direction, objective, subject, to, constraints, stop)
{
    public TermSyntax Head { get; } = head;

    public SyntaxToken Direction { get; } = direction;

    public TermSyntax Objective { get; } = objective;

    public SeparatedList<LiteralSyntax> Constraints { get; } = constraints;
}

/// <summary><c>test "name" { steps }</c>.</summary>
public sealed class TestSyntax(IReadOnlyList<AttributeListSyntax> attributes, SyntaxToken keyword, SyntaxToken name, SyntaxToken open, IReadOnlyList<TestStepSyntax> steps, SyntaxToken close)
    : ItemSyntax(attributes, keyword, name, open, steps, close)
{
    public IReadOnlyList<AttributeListSyntax> Attributes { get; } = attributes;

    /// <summary>A string token.</summary>
    public SyntaxToken NameToken { get; } = name;

    public IReadOnlyList<TestStepSyntax> Steps { get; } = steps;
}

/// <summary>One step of a test: <c>[at 10ms] statement.</c></summary>
public abstract class TestStepSyntax : SyntaxNode
{
    private protected TestStepSyntax(TermSyntax? time, params ReadOnlySpan<object?> children) : base(children) => Time = time;

    /// <summary>The time after <c>at</c>; null when the step stays at the time before.</summary>
    public TermSyntax? Time { get; }
}

/// <summary><c>[at t] [+|-] fact.</c></summary>
public sealed class TestChangeSyntax(SyntaxToken? at, TermSyntax? time, SyntaxToken? sign, TermSyntax fact, SyntaxToken stop)
    : TestStepSyntax(time, at, time, sign, fact, stop)
{
    public bool IsRetraction { get; } = sign?.Kind == SyntaxKind.Minus;

    public TermSyntax Fact { get; } = fact;
}

/// <summary><c>[at t] set name = value.</c>: a parameter's value from here on.</summary>
public sealed class TestSetSyntax(SyntaxToken? at, TermSyntax? time, SyntaxToken set, SyntaxToken name, SyntaxToken equals, TermSyntax value, SyntaxToken stop)
    : TestStepSyntax(time, at, time, set, name, equals, value, stop)
{
    public SyntaxToken NameToken { get; } = name;

    public TermSyntax Value { get; } = value;
}

/// <summary><c>[at t] expect [no] body [because reasons].</c></summary>
public sealed class TestExpectSyntax(
    SyntaxToken? at, TermSyntax? time, SyntaxToken expect, SyntaxToken? no, SeparatedList<LiteralSyntax> body, SyntaxToken? because, SeparatedList<TermSyntax> reasons, SyntaxToken stop)
    : TestStepSyntax(time, at, time, expect, no, body, because, reasons, stop)
{
    public bool IsAbsence { get; } = no is not null;

    public SeparatedList<LiteralSyntax> Body { get; } = body;

    /// <summary>Rule ids (strings), atoms such as <c>veto(…)</c> or <c>require(…)</c>, or words such as <c>cooldown</c>.</summary>
    public SeparatedList<TermSyntax> Reasons { get; } = reasons;
}

/// <summary>Tokens that form no item; a diagnostic says so.</summary>
public sealed class BadItemSyntax(IReadOnlyList<ISyntaxElement> elements) : ItemSyntax(elements);
