namespace CryptoScalp.Rules.Verification;

/// <summary>A number of a given row that may take another value. It costs nothing, and the solver hears of it only that it stands still, until something is said of it.</summary>
internal sealed class MovableNumber
{
    private readonly Scene _scene;
    private readonly SymScalar _now;
    private readonly Rational _old;
    private readonly Rational _unit;
    private readonly Rational? _most;

    /// <param name="scene">Where it is declared.</param>
    /// <param name="now">Its value.</param>
    /// <param name="unknown">What the solver chooses for it.</param>
    /// <param name="old">Its value in the state.</param>
    /// <param name="unit">A change by this much costs 1; above 0.</param>
    /// <param name="each">It moves by no more than this many units; null for any.</param>
    public MovableNumber(Scene scene, SymScalar now, Atom unknown, Rational old, Rational unit, double? each)
    {
        Rational scale = now.Kind == SymKind.Float ? scene.RealScale : 1;
        (_scene, _now, Name, _old, _unit) = (scene, now, unknown.Text, old * scale, unit * scale);
        _most = each is { } units ? _unit * Rational.FromDouble(units) : null;
    }

    /// <summary>The solver's name for it.</summary>
    public string Name { get; }

    /// <summary>True once something but the row itself depends on it.</summary>
    public bool IsAsked { get; private set; }

    /// <summary>That it keeps its value.</summary>
    public string Still => $"(= {Name} {_old.ToSmt(_now.Value.IsReal)})";

    /// <summary>Lets it move: declares how far it moved, and says what that costs.</summary>
    /// <returns>A term.</returns>
    public string Ask()
    {
        IsAsked = true;
        string distance = _scene.Name("moved");
        string value = _now.Value.IsReal ? Name : $"(to_real {Name})", from = _old.ToSmt(isReal: true);
        _scene.Declare(distance);
        _scene.Assert(_now.Kind == SymKind.Float ? Smt.True : Scene.InRange(_now.Value));
        _scene.Assert($"(and (>= {distance} (- {value} {from})) (>= {distance} (- {from} {value})))");
        if (_most is { } most)
        {
            _scene.Assert($"(<= {distance} {most.ToSmt(isReal: true)})");
        }

        return $"(* {(1 / _unit).ToSmt(isReal: true)} {distance})";
    }
}
