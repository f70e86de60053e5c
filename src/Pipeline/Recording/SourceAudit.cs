using System.Collections.Immutable;
using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.MarketData;
using CryptoScalp.Rules.Models;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>What holding a journal against its sources found.</summary>
/// <param name="Frames">Frames whose checksum is that of the recording's line.</param>
/// <param name="FramesUnseen">Frames of feeds whose recording was not given.</param>
/// <param name="Strangers">Recordings that were given but of which the journal names no frame: by their names they are none of the run's, and nothing was held against them.</param>
/// <param name="Models">Versions of models whose files are the registered ones.</param>
/// <param name="ModelsUnseen">Versions that were not looked up, since no registry was given.</param>
/// <param name="Faults">Everything else; at most <see cref="JournalAudit.MaxFaults"/>.</param>
/// <param name="FaultCount">All of it.</param>
public sealed record SourceReport(long Frames, long FramesUnseen, ImmutableArray<string> Strangers, int Models, int ModelsUnseen, ImmutableArray<RunFault> Faults, long FaultCount);

/// <summary>Holds what the given facts of a journal say of their origin against the recordings and the models themselves.</summary>
/// <remarks>
/// The independent checker knows that a proof rests on what the journal was given; this shows that what it was given stood in those frames of that recording, and that the
/// models named are those of the registry, file by file. A simulated feed has no bytes, and so no checksums.
/// </remarks>
public sealed class SourceAudit
{
    private readonly SourceClaims _claims = new();
    private readonly List<RunFault> _faults = [];
    private long _faultCount;
    private long _frames;

    private SourceAudit()
    {
    }

    /// <param name="journal">The journal's folder.</param>
    /// <param name="recordings">Files, found by their names: what the run replayed.</param>
    /// <param name="registry">The folder of the models' registry; null to leave models out.</param>
    /// <exception cref="JournalException">There is no journal, or it is damaged.</exception>
    /// <exception cref="IOException">A recording cannot be read.</exception>
    /// <exception cref="ModelException">The registry cannot be read.</exception>
    public static SourceReport Of(string journal, IReadOnlyList<string> recordings, string? registry)
    {
        SourceAudit audit = new();
        foreach (JournalRecord record in new JournalReader(journal).ReadAll())
        {
            audit._claims.Take(record);
        }

        foreach (string recording in recordings)
        {
            audit.Hold(recording);
        }

        ImmutableArray<string> strangers = [.. recordings.Where(r => !audit._claims.Frames.ContainsKey(Path.GetFileName(r)))];

        audit._claims.Contradictions.ForEach(c => audit.Note(c.Run, c.By, $"it gives frame {c.Line} of {c.Feed} another checksum than an earlier record"));
        HashSet<string> given = [.. recordings.Select(static r => Path.GetFileName(r))];
        long unseen = audit._claims.Frames.Where(f => !given.Contains(f.Key)).Sum(static f => (long)f.Value.Count);
        int models = registry is null ? 0 : audit.HoldModels(ModelRegistry.Load(registry));
        return new SourceReport(audit._frames, unseen, strangers, models, registry is null ? audit._claims.Models.Count : 0, [.. audit._faults], audit._faultCount);
    }

    private void Hold(string recording)
    {
        string feed = Path.GetFileName(recording);
        Dictionary<long, (uint Checksum, int Run, JournalRecord By)> claimed = _claims.Frames.GetValueOrDefault(feed, []);

        HashSet<long> missing = [.. claimed.Keys];
        foreach ((long line, uint checksum) in RecordingLines.Checksums(recording))
        {
            if (missing.Remove(line) && claimed[line] is var claim && claim.Checksum != checksum)
            {
                Note(claim.Run, claim.By, $"it says that frame {line} of {feed} has the checksum {claim.Checksum:x8}, but line {line} of {recording} has {checksum:x8}");
            }
            else if (claimed.ContainsKey(line))
            {
                _frames++;
            }
        }

        foreach (long line in missing.Order())
        {
            Note(claimed[line].Run, claimed[line].By, $"it names frame {line} of {feed}, but {recording} has no such line");
        }
    }

    private int HoldModels(ModelRegistry registry)
    {
        int right = 0;
        foreach (((string ensemble, string version), (int run, JournalRecord by)) in _claims.Models)
        {
            try
            {
                RegistryVersion found = registry.Find(ensemble, version);
                EnsembleManifest manifest = ModelEnsemble.ReadManifest(registry.PathOf(found), found.Sha256);
                foreach (ModelFile file in manifest.Members.SelectMany(static m => m.Files).Append(manifest.Examples))
                {
                    file.Read(registry.PathOf(found), ensemble);
                }

                right++;
            }
            catch (ModelException e)
            {
                Note(run, by, $"model {ensemble}/{version}: {e.Message}");
            }
        }

        return right;
    }

    private void Note(int run, JournalRecord by, string reason)
    {
        _faultCount++;
        if (_faults.Count < JournalAudit.MaxFaults)
        {
            _faults.Add(new RunFault(run, by.Place, by.Type, by.Sequence, "", "", "origins", reason));
        }
    }
}
