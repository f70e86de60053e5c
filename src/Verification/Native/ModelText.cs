namespace CryptoScalp.Rules.Verification;

/// <summary>Reads a model that the solver printed as <c>name -> value</c>; long values go over several lines.</summary>
internal static class ModelText
{
    /// <summary>The number of a name; null where the model has none, or none that is rational.</summary>
    public static Rational? NumberOf(string model, string name)
    {
        string start = name + " -> ";
        int at = model.StartsWith(start, StringComparison.Ordinal) ? 0 : model.IndexOf("\n" + start, StringComparison.Ordinal) + 1;
        bool isThere = at > 0 || model.StartsWith(start, StringComparison.Ordinal);
        return isThere && Rational.TryRead(SExpression.Parse(model[(at + start.Length)..]), out Rational value) ? value : null;
    }
}
