using System.Globalization;
using System.Numerics;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Verification;

/// <summary>Integers for values that are not numbers, in the order of values within a kind, with room between them for values that no rule names.</summary>
internal sealed class ValueCodes
{
    private const long KindSpan = 1_000_000_000_000;
    private const long Gap = 1_000_000;

    private readonly SortedDictionary<Value, long> _codes = [];
    private readonly Dictionary<long, Value> _values = [];

    /// <param name="known">All constants that may be met, in any order.</param>
    public ValueCodes(IEnumerable<Value> known)
    {
        foreach (IGrouping<ValueKind, Value> kind in known.Where(static v => !IsNumeric(v)).Distinct().Order().GroupBy(static v => v.Kind))
        {
            long next = Base(kind.Key);
            foreach (Value value in kind)
            {
                Add(value, next += Gap);
            }
        }
    }

    /// <summary>The known values of a kind, in order.</summary>
    public IEnumerable<Value> Known => _codes.Keys;

    public long Of(Value value)
    {
        if (!_codes.TryGetValue(value, out long code))
        {
            // Met late (the transcript of a replay): it gets the next free place of its kind, its order among strings is then not exact.
            code = _codes.Where(c => c.Key.Kind == value.Kind).Select(static c => c.Value).DefaultIfEmpty(Base(value.Kind)).Max() + Gap;
            Add(value, code);
        }

        return code;
    }

    /// <summary>Which codes a value of a type may have.</summary>
    public string Domain(BoundType type, string term)
    {
        switch (type.Kind)
        {
            case TypeKind.Union when type.Arguments.All(static a => a.Kind == TypeKind.Singleton):
                return Smt.Or(type.Arguments.Select(a => $"(= {term} {Of(a.Single!.Value)})"));
            case TypeKind.Singleton:
                return $"(= {term} {Of(type.Single!.Value)})";
            case TypeKind.Name:
                IEnumerable<string> foreign = _codes.Where(c => c.Key.Kind == ValueKind.Name && !Fits(c.Key, type.Prefix)).Select(c => Smt.Not($"(= {term} {c.Value})"));
                return Smt.And([Within(ValueKind.Name, term), .. foreign]);
            case TypeKind.String:
                return Within(ValueKind.String, term);
            case TypeKind.Any:
                return Smt.Or(Within(ValueKind.Name, term), Within(ValueKind.String, term));
            default:
                return Smt.Or(_codes.Where(c => KindFits(c.Key.Kind, type.Kind)).Select(c => $"(= {term} {c.Value})"));
        }
    }

    /// <summary>Names for codes that stand for no known value, in their order: equal codes give equal values, and order is kept.</summary>
    public Dictionary<BigInteger, Value> NameUnknown(IEnumerable<(BigInteger Code, BoundType Type)> codes)
    {
        Dictionary<BigInteger, Value> names = [];
        foreach ((BigInteger code, BoundType type) in codes.OrderBy(static c => c.Code).ThenByDescending(static c => c.Type.Prefix?.Length ?? 0))
        {
            if (code >= long.MinValue && code <= long.MaxValue && !_values.ContainsKey((long)code) && !names.ContainsKey(code))
            {
                names.Add(code, Invent(code, type, names.Count + 1));
            }
        }

        return names;
    }

    public bool TryDecode(BigInteger code, out Value value)
    {
        value = default;
        return code >= 0 && code <= long.MaxValue && _values.TryGetValue((long)code, out value);
    }

    private static Value Invent(BigInteger code, BoundType type, int number)
    {
        string suffix = number.ToString("D2", CultureInfo.InvariantCulture);
        return code >= Base(ValueKind.String) && code < Base(ValueKind.String) + KindSpan ? Value.String("SYM" + suffix) : Value.Name((type.Prefix ?? "") + "/x" + suffix);
    }

    private static bool Fits(Value name, string? prefix) => prefix is null || name.AsText == prefix || name.AsText.StartsWith(prefix + "/", StringComparison.Ordinal);

    private static bool KindFits(ValueKind value, TypeKind type) => (value, type) switch
    {
        (ValueKind.List, TypeKind.List) or (ValueKind.Map, TypeKind.Map) or (ValueKind.Pair, TypeKind.Pair) or (ValueKind.Bytes, TypeKind.Bytes) => true,
        (_, TypeKind.Union) => true,
        _ => false,
    };

    private static string Within(ValueKind kind, string term) => $"(and (< {Base(kind)} {term}) (< {term} {Base(kind) + KindSpan}))";

    private static bool IsNumeric(Value value) => value.Kind is ValueKind.Number or ValueKind.Dec8 or ValueKind.Float64 or ValueKind.Time or ValueKind.Duration;

    private static long Base(ValueKind kind) => (long)kind * KindSpan;

    private void Add(Value value, long code)
    {
        _codes.Add(value, code);
        _values.Add(code, value);
    }
}
