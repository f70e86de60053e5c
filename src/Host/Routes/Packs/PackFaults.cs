using CryptoScalp.Rules.Packs;

namespace CryptoScalp.Rules.Host;

/// <summary>What can go wrong with a change of rules, as HTTP says it.</summary>
internal static class PackFaults
{
    /// <summary>404 for what is not there, 422 for what does not fit, 503 for later, and 409 where the state of the run is in the way.</summary>
    public static RequestFault Of(PackException refused) => new(
        refused.Diagnostic.Code switch
        {
            var code when code == PackDiagnostics.NoSuchVersion.Code => 404,
            var code when code == PackDiagnostics.ParamsRefused.Code => 422,
            var code when code == PackDiagnostics.TooManyWait.Code => 503,
            _ => 409,
        },
        refused.Diagnostic);

    /// <summary>A pack that the gate refused, with its report.</summary>
    public static RequestFault Refused(PackView pack, string live)
    {
        GateStep failure = pack.Report!.Failure!;
        string name = pack.Version.Length > 0 ? PackKeeper.Short(pack.Version) : $"number {pack.Number}";
        return new RequestFault(422, PackDiagnostics.GateRefused, name, failure.Name, failure.Summary, PackKeeper.Short(live))
        {
            Details = failure.Diagnostics,
            Extra = json =>
            {
                json.WritePropertyName("pack");
                PackJson.Write(json, pack, isWhole: true);
            },
        };
    }
}
