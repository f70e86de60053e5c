using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Semantics;

/// <summary>Binds one program: reads the phases in order. Read this file to see all of semantics at once.</summary>
internal sealed class ProgramBinder
{
    private readonly BindingContext _context;
    private readonly TypeSolver _solver;
    private readonly CallTyper _calls;
    private readonly ConstraintCollector _constraints;

    public ProgramBinder(BindOptions options)
    {
        _context = new BindingContext(options);
        _solver = new TypeSolver(_context.Diagnostics);
        _calls = new CallTyper(_solver, _context.Diagnostics);
        _constraints = new ConstraintCollector(_solver, _calls);
    }

    public BindResult Bind(IReadOnlyList<SyntaxTree> trees)
    {
        ImmutableArray<ProgramFile> files = new FileLoader(_context).Load(trees);
        Declare(files);
        PromiseBinder.LowerInclusions(_context, files);
        List<DraftRule> clauses = Lower(files);
        List<DraftDecide> decides = Decide(files);
        ImmutableArray<DraftLiteral> optimized = [.. files.SelectMany(f => f.Tree.Root.Items.OfType<OptimizeSyntax>().SelectMany(o => OptimizeDraft.Lower(o, f, _context).All))];
        TestFacts.MarkSupplied(_context, files);
        SupplyCheck.Run(_context);
        ImmutableArray<PredicateSymbol> predicates = NumberPredicates();
        List<DraftRule> rules = [.. clauses.Where(static c => !c.IsFact)];
        FindTypes(files, clauses, decides, optimized);
        DependencyGraph graph = Check(clauses, rules, predicates);
        BoundProgram program = WithTests(Emit(clauses, rules, decides, predicates, graph), files);
        return new BindResult(_context.Diagnostics.HasErrors ? null : program, FollowUps.Without(_context.Diagnostics.ToSorted(), files));
    }

    private void Declare(ImmutableArray<ProgramFile> files)
    {
        DefinitionScan.Run(_context, files);
        DecisionNameScan.Run(_context, files);
        ParamBinder parameters = new(_context);
        foreach (ProgramFile file in files)
        {
            DeclarationBinder declarations = new(_context, file.Tree, file.Scope);
            foreach (ItemSyntax item in file.Tree.Root.Items)
            {
                switch (item)
                {
                    case DeclSyntax declaration: declarations.Bind(declaration); break;
                    case ParamSyntax param: parameters.Declare(file.Tree, param); break;
                    default: break;
                }
            }
        }

        LatePredicate.Declare(_context);
        ExternalBinder external = new(_context, _solver);
        foreach (ExternalRelation relation in _context.Options.External.Where(static e => e.Arity != ExternalRelation.UnknownArity).OrderBy(static e => e.Predicate, StringComparer.Ordinal))
        {
            external.Bind(relation);
        }
    }

    /// <summary>All clauses in the order of path and place.</summary>
    private List<DraftRule> Lower(ImmutableArray<ProgramFile> files)
    {
        List<DraftRule> clauses = [];
        foreach (ProgramFile file in files)
        {
            ClauseLowerer lowerer = new(_context, file.Tree, file.Scope);
            clauses.AddRange(file.Tree.Root.Items.OfType<ClauseSyntax>().Select(lowerer.Lower).OfType<DraftRule>());
        }

        return clauses;
    }

    /// <summary>The decide statements, then the default ones.</summary>
    private List<DraftDecide> Decide(ImmutableArray<ProgramFile> files)
    {
        DecideBinder binder = new(_context);
        IEnumerable<DraftDecide?> written = files.SelectMany(f => f.Tree.Root.Items.OfType<DecideSyntax>().Select(d => binder.Bind(f, d)));
        IEnumerable<DraftDecide?> missing = _context.DefaultDecides.Select(d => binder.Default(d.Key, d.Value));
        return [.. written.Concat(missing).OfType<DraftDecide>().DistinctBy(static d => d.Name)];
    }

    private ImmutableArray<PredicateSymbol> NumberPredicates()
    {
        ImmutableArray<PredicateSymbol> predicates = [.. _context.Predicates.All];
        for (int i = 0; i < predicates.Length; i++)
        {
            predicates[i].Id = i;
        }

        int index = 0;
        foreach (ParamSymbol param in _context.Params.Values)
        {
            param.Index = index++;
        }

        return predicates;
    }

    private void FindTypes(ImmutableArray<ProgramFile> files, List<DraftRule> clauses, List<DraftDecide> decides, ImmutableArray<DraftLiteral> optimized)
    {
        foreach (ParamSymbol param in _context.Params.Values)
        {
            ParamBinder.Constrain(param, _constraints, _solver);
        }

        foreach (DraftRule clause in clauses)
        {
            _constraints.Rule(clause);
        }

        foreach (DraftDecide decide in decides)
        {
            DecideTyper.Constrain(decide, _constraints, _solver);
        }

        foreach (DraftLiteral literal in optimized.Concat(_context.Predicates.All.SelectMany(static p => (p.Inclusions?.All ?? []).Concat(p.Ranges.SelectMany(r => r.Atoms(p))))))
        {
            _constraints.Literal(literal);
        }

        TestFacts.Constrain(_context, files, _constraints);
        _calls.Run();
        NameTypeCheck.Run(clauses, _context.Diagnostics);
        foreach (DraftDecide decide in decides)
        {
            DecideTyper.Check(decide, _context.Diagnostics);
        }
    }

    private DependencyGraph Check(List<DraftRule> clauses, List<DraftRule> rules, ImmutableArray<PredicateSymbol> predicates)
    {
        foreach (DraftRule clause in clauses.Where(static c => !c.IsFaulty))
        {
            CheckSafety(clause);
        }

        StateClauses.CheckHeads(rules, _context.Diagnostics);
        List<DraftRule> deriving = rules.FindAll(static r => r.Effect == RuleEffect.Derive);
        DependencyGraph graph = new(predicates, deriving);
        LatticeBinder.Check(predicates, [.. clauses], graph, _context);
        Stratifier.ReportCycles(graph, predicates, _context.Diagnostics);
        foreach (DraftRule rule in deriving.Where(static r => !r.IsFaulty))
        {
            CreationCheck.Run(rule, graph, _context.Diagnostics);
        }

        return graph;
    }

    private BoundProgram Emit(
        List<DraftRule> clauses, List<DraftRule> rules, List<DraftDecide> decides, ImmutableArray<PredicateSymbol> predicates, DependencyGraph graph)
    {
        RuleEmitter emitter = new(_context.Diagnostics);
        ParamBinder parameters = new(_context);
        ExpressionEmitter expressions = new(_context.Diagnostics);
        RuleNamer names = new(_context.Diagnostics);
        PromiseEmitter promises = new(_context.Diagnostics);
        ImmutableArray<BoundRule> bound = [.. rules.Select((r, i) => emitter.Rule(r, i, names.Name(r)))];
        return new BoundProgram
        {
            Predicates = [.. predicates.Select(p => PredicateEmitter.Emit(p) with { Merge = LatticeBinder.MergeOf(p, bound, predicates), Promises = promises.Emit(p) })],
            Rules = bound,
            Facts = [.. clauses.Where(static c => c.IsFact).Select(emitter.Fact)],
            Strata = Stratifier.Strata(graph, predicates, bound),
            Params = [.. _context.Params.Values.Select(p => parameters.Emit(p, expressions))],
            Decides = [.. decides.Select(new DecideEmitter(_context.Diagnostics, clauses).Emit)],
            Tests = [],
            Version = "",
        };
    }

    /// <summary>Tests are bound last: they speak about the finished program.</summary>
    private BoundProgram WithTests(BoundProgram program, ImmutableArray<ProgramFile> files)
    {
        FactPromises.Check(program, _context.Diagnostics);
        SortedDictionary<string, SourceSpan> names = new(StringComparer.Ordinal);
        ImmutableArray<BoundTest>.Builder tests = ImmutableArray.CreateBuilder<BoundTest>();
        foreach (ProgramFile file in files)
        {
            TestBinder binder = new(program, file, _context.Predicates, _context.Diagnostics);
            foreach (TestSyntax syntax in file.Tree.Root.Items.OfType<TestSyntax>())
            {
                BoundTest test = binder.Bind(syntax);
                tests.Add(test);
                if (!names.TryAdd(test.Name, test.Span))
                {
                    _context.Report(FactDiagnostics.DuplicateTest, file.Tree.SpanOf(syntax.NameToken), test.Name);
                }
            }
        }

        program = program with { Tests = tests.ToImmutable(), Invariants = Invariants(program, files), Optimizes = Optimizes(program, files) };
        return program with { Version = ProgramVersion.Of(program) };
    }

    /// <summary>Invariants speak about the finished program, too, and about its decisions.</summary>
    private ImmutableArray<BoundInvariant> Invariants(BoundProgram program, ImmutableArray<ProgramFile> files)
    {
        List<BoundInvariant> bound = [.. files.SelectMany(f => f.Tree.Root.Items.Select(new InvariantBinder(program, f, _context.Diagnostics).Bind)).OfType<BoundInvariant>()];
        foreach (BoundInvariant again in bound.Where(i => bound.Find(o => o.Name == i.Name) != i))
        {
            _context.Report(FactDiagnostics.DuplicateInvariant, again.Span, again.Name);
        }

        return [.. bound];
    }

    private ImmutableArray<BoundOptimize> Optimizes(BoundProgram program, ImmutableArray<ProgramFile> files) =>
        [.. files.SelectMany(f => f.Tree.Root.Items.OfType<OptimizeSyntax>().Select(new OptimizeBinder(program, f, _context.Diagnostics).Bind)).OfType<BoundOptimize>()];

    /// <summary>An unbound variable is a fault, unless the predicate says that its caller binds it: then it is a feature that cannot run yet.</summary>
    private void CheckSafety(DraftRule clause)
    {
        DiagnosticBag found = new();
        SafetyCheck.Rule(clause, found);
        if (found.HasErrors && clause.Head.IsCalledWithArguments && NotYetChecks.CallerBinds(_context, clause.Span, clause.Head.Name))
        {
            return;
        }

        _context.Diagnostics.AddRange(found.ToSorted());
    }
}
