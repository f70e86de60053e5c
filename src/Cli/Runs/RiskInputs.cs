using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Cli;

/// <summary>Reads what the risk gate needs: limits, trading rules, starting equity.</summary>
internal static class RiskInputs
{
    public static TickPipelineOptions Read(RunRequest request, DiagnosticBag diagnostics)
    {
        _ = diagnostics;
        return new TickPipelineOptions
        {
            Instruments = DefaultInstruments.Create(),
            StartingEquity = request.StartingEquity,
        };
    }
}
