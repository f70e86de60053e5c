using CryptoScalp.Rules.Models;
using CryptoScalp.Rules.Pipeline;

namespace CryptoScalp.Rules.Host;

/// <summary>How well a part is; the numeric order is the order of badness.</summary>
internal enum HealthLevel
{
    Healthy,
    Degraded,
    Unhealthy,
}

/// <param name="Name">The part.</param>
/// <param name="Level">How well it is.</param>
/// <param name="Detail">What a person should know.</param>
internal sealed record ComponentHealth(string Name, HealthLevel Level, string Detail);

/// <summary>The parts of a run and how well each is. The worst counts: a part that is only degraded never hides one that is unhealthy.</summary>
internal static class Health
{
    private const long FarBehind = RunMirror.DefaultCapacity / 2;

    public static IReadOnlyList<ComponentHealth> Of(HostServices services) =>
    [
        Engine(services), Models(services), Exchanges(services), Journal(services), Readers(services), Risk(services), Host(services),
    ];

    public static HealthLevel Worst(IEnumerable<ComponentHealth> components) => components.Max(static c => c.Level);

    private static ComponentHealth Engine(HostServices services) => services.Run.Phase switch
    {
        RunPhase.Failed => new("engine", HealthLevel.Unhealthy, $"the run had to stop: {services.Run.Failure}"),
        _ when services.Board.Rollbacks > 0 => new("engine", HealthLevel.Degraded, $"{services.Board.Rollbacks} transaction(s) created too many facts and were rolled back"),
        RunPhase.Waiting => new("engine", HealthLevel.Degraded, "the run has not begun"),
        RunPhase.Ended => new("engine", HealthLevel.Healthy, "the run has ended; its last state can be asked about"),
        _ => new("engine", HealthLevel.Healthy, "running"),
    };

    private static ComponentHealth Exchanges(HostServices services) => services.Board.SilentVenues > 0
        ? new("exchange_connections", HealthLevel.Degraded, $"{services.Board.SilentVenues} venue(s) are silent; nothing is traded there")
        : new("exchange_connections", HealthLevel.Healthy, "every venue sends");

    private static ComponentHealth Models(HostServices services)
    {
        RunModels models = services.Run.Run?.Pipeline.Models ?? RunModels.None;
        ScoringDesk? late = models.Desks.FirstOrDefault(static d => d.Gauges.LateInRow >= RunModels.LateInRow);
        return models.Problems.Length > 0 ? new("ml_models", HealthLevel.Degraded, string.Join("; ", models.Problems))
            : late is not null ? new("ml_models", HealthLevel.Degraded, $"the last {late.Gauges.LateInRow} scores of {late.Manifest.Name} were late")
            : new("ml_models", HealthLevel.Healthy, models.Desks.IsEmpty ? "the rules read no model" : string.Join(", ", models.Desks.Select(static d => $"{d.Manifest.Name} {d.Version} on {d.Device.ToString().ToLowerInvariant()}")));
    }

    private static ComponentHealth Journal(HostServices services) => services.Options.Journal is null
        ? new("journal", HealthLevel.Healthy, "the run is not recorded")
        : services.Run.Phase == RunPhase.Failed ? new("journal", HealthLevel.Unhealthy, "recording stopped with the run")
        : new("journal", HealthLevel.Healthy, $"{services.Run.Run?.Pipeline.Window.Look()?.JournalRecords ?? 0} records");

    private static ComponentHealth Readers(HostServices services)
    {
        StateKeeper? keeper = services.Run.Keeper;
        return keeper?.Fault is { } fault ? new("readers", HealthLevel.Degraded, $"the present state cannot be asked about: {fault}")
            : keeper?.Behind > FarBehind ? new("readers", HealthLevel.Degraded, $"answers lag: {keeper.Behind} changes are still to be read")
            : new("readers", HealthLevel.Healthy, $"{keeper?.Behind ?? 0} changes behind the run");
    }

    private static ComponentHealth Risk(HostServices services)
    {
        long refused = services.Run.Run?.Pipeline.Window.Look()?.OrdersRefused ?? 0;
        return new("risk_management", HealthLevel.Healthy, $"{refused} order(s) refused");
    }

    private static ComponentHealth Host(HostServices services) => services.Counters.LastFailure is { } failure
        ? new("host", HealthLevel.Degraded, $"{services.Counters.Failures} answer(s) failed; the last: {failure}")
        : new("host", HealthLevel.Healthy, "answering");
}
