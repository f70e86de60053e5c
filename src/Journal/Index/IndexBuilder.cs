using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace CryptoScalp.Rules.Journal;

/// <summary>Reads a journal on from where the index stopped and writes rows. One pass, within one database transaction.</summary>
internal sealed class IndexBuilder : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteTransaction _transaction;
    private readonly CancellationToken _stop;
    private readonly Dictionary<string, SqliteCommand> _commands = new(StringComparer.Ordinal);
    private int _run;
    private long _number;

    /// <summary>Non-decisions of the run that are recorded, and of how many each is one.</summary>
    private long _nonDecisions, _sample = 1;

    public IndexBuilder(SqliteConnection connection, SqliteTransaction transaction, CancellationToken stop)
    {
        (_connection, _transaction, _stop) = (connection, transaction, stop);
        if (Convert.ToInt32(Scalar("PRAGMA user_version"), System.Globalization.CultureInfo.InvariantCulture) != IndexSchema.Version)
        {
            StartAnew();
        }
    }

    /// <summary>Records taken in.</summary>
    public long Taken { get; private set; }

    /// <summary>Decisions and non-decisions of the last run so far; the latter are all that were told, recorded or not.</summary>
    public (long Decisions, long NonDecisions) Reached => (_number, NumberOfNonDecision(_nonDecisions));

    /// <summary>Takes in what the index does not have. When the record that it knows last is not there, the index is of another journal and begins anew.</summary>
    public void Read(string directory)
    {
        if (Place() is not { } last)
        {
            ReadFrom(directory, null);
        }
        else if (!TryReadBehind(directory, last))
        {
            StartAnew();
            ReadFrom(directory, null);
        }
    }

    public void Dispose()
    {
        foreach (SqliteCommand command in _commands.Values)
        {
            command.Dispose();
        }
    }

    private bool TryReadBehind(string directory, JournalPosition last)
    {
        JournalScan probe = new(directory, last);
        using (probe.Chain)
        {
            try
            {
                if (SegmentFiles.NumbersIn(directory).Count < last.Segment || !probe.Records().Any())
                {
                    return false;
                }
            }
            catch (JournalException)
            {
                return false; // damage, or another journal: reading it from its beginning tells which
            }
        }

        ReadFrom(directory, last);
        return true;
    }

    private void ReadFrom(string directory, JournalPosition? last)
    {
        JournalScan scan = new(directory, last);
        using RecordChain chain = scan.Chain;
        bool known = last is not null;
        try
        {
            foreach (JournalRecord record in scan.Records())
            {
                if (!known)
                {
                    Take(record);
                    Taken++;
                }

                known = false;
                if (_stop.IsCancellationRequested)
                {
                    break; // the place of what was taken is written below: the next pass goes on behind it
                }
            }
        }
        finally
        {
            if (scan.Last is { } at)
            {
                Run("INSERT OR REPLACE INTO place VALUES (1, $a, $b, $c, $d, $e, $f, $g, $h)", at.Segment, at.Offset, at.Record, at.Chain, _run, _number, _nonDecisions, _sample);
            }
        }
    }

    private void Take(JournalRecord record)
    {
        switch (record.Type)
        {
            case JournalRecordType.RunStarted:
                _run++;
                (_number, _nonDecisions, _sample) = (0, 0, 1);
                With(record, (_, run) => _sample = run.TryGetProperty("nonDecisionsEvery", out JsonElement every) ? Math.Max(1, every.GetInt64()) : 1);
                break;
            case JournalRecordType.FactChanges: With(record, Facts); break;
            case JournalRecordType.ProofNode: With(record, (_, node) => Run("INSERT OR REPLACE INTO node VALUES ($a, $b)", Text(node, "id"), Text(node, "fact"))); break;
            case JournalRecordType.Decision: With(record, Decision); break;
            case JournalRecordType.NonDecision: With(record, NonDecision); break;
            case JournalRecordType.RiskVerdict: With(record, (_, verdict) => SetStatus(verdict, StatusOf(verdict))); break;
            case JournalRecordType.Fill: With(record, (_, fill) => SetStatus(fill, "filled")); break;
            case JournalRecordType.Diagnostics: Run("DELETE FROM fact WHERE run = $a AND sequence = $b", _run, record.Sequence); break; // rolled back: nothing of it was given
            default: break; // nothing that is asked for
        }
    }

    /// <summary>A record of another form than this release writes has no row; audits and replays tell what is wrong with it.</summary>
    private static void With(JournalRecord record, Action<JournalRecord, JsonElement> take)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(record.Payload);
            take(record, document.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            return;
        }
    }

    private void Facts(JournalRecord record, JsonElement transaction)
    {
        List<string?> origins = transaction.TryGetProperty("origins", out JsonElement runs)
            ? [.. runs.EnumerateArray().SelectMany(static run => Enumerable.Repeat(run[0].GetString(), run[1].GetInt32()))]
            : [];
        int nth = 0;
        foreach (JsonElement item in transaction.GetProperty("changes").EnumerateArray())
        {
            string change = item.GetString()!;
            Run(
                "INSERT OR REPLACE INTO fact VALUES ($a, $b, $c, $d, $e, $f, $g, $h)",
                record.Place.Record, nth, _run, change[1..Math.Max(1, change.IndexOf('(', StringComparison.Ordinal))], record.At.Nanoseconds, record.Sequence, change, nth < origins.Count ? origins[nth] : null);
            nth++;
        }
    }

    private void Decision(JournalRecord record, JsonElement d) => Run(
        "INSERT OR REPLACE INTO decision VALUES ($a, $b, $c, $d, $e, $f, $g, $h, $i, $j, $k, $l, 'decided', $m)",
        record.Place.Record, _run, ++_number, Text(d, "id"), Text(d, "name"), Key(d), Text(d, "action"), Text(d, "size"), Text(d, "rule"), Text(d, "class"), record.At.Nanoseconds, record.Sequence, KeyValues(d));

    private void NonDecision(JournalRecord record, JsonElement d)
    {
        JsonElement entry = d.GetProperty("entry");
        JsonElement[] reasons = [.. entry.GetProperty("reasons").EnumerateArray()];
        Run(
            "INSERT OR REPLACE INTO non_decision VALUES ($a, $b, $c, $d, $e, $f, $g, $h, $i, $j, $k, $l, $m, $n)",
            record.Place.Record, _run, Text(d, "id"), Text(d, "name"), Key(d), FactOf(Text(entry, "proof")), Text(entry, "rule"), Text(entry, "class"), record.At.Nanoseconds, record.Sequence,
            reasons.Length == 0 ? "" : Text(reasons[0], "kind"), string.Join("; ", reasons.Select(Words)), NumberOfNonDecision(++_nonDecisions), KeyValues(d));
    }

    /// <summary>The first of every so many is recorded.</summary>
    private long NumberOfNonDecision(long recorded) => recorded == 0 ? 0 : ((recorded - 1) * _sample) + 1;

    private string Words(JsonElement reason)
    {
        IEnumerable<string> named = reason.GetProperty("nodes").EnumerateArray().Select(n => FactOf(n.GetString()!)).Concat(reason.GetProperty("details").EnumerateArray().Select(static t => t.GetString()!));
        return Text(reason, "kind") switch
        {
            "vetoed" => $"vetoed by {string.Join(", ", named)}",
            "requirement" => $"unmet: {string.Join(", ", named)}",
            "cap" => $"capped to nothing by {string.Join(", ", named)}",
            "lost" => $"lost by {string.Join(" to ", named)}",
            "cooldown" => $"cooling down until {string.Join(", ", named)}",
            string other => $"{other} {string.Join(", ", named)}",
        };
    }

    private string FactOf(string node) => Scalar("SELECT fact FROM node WHERE id = $a", node) as string ?? node;

    private static string StatusOf(JsonElement verdict)
    {
        if (verdict.TryGetProperty("problem", out _))
        {
            return "problem";
        }

        return verdict.GetProperty("orders").EnumerateArray().All(static o => o.GetProperty("accepted").GetBoolean()) ? "accepted" : "refused";
    }

    private void SetStatus(JsonElement record, string status) =>
        Run("UPDATE decision SET status = $a WHERE id = $b AND run = $c", status, Text(record, "decision"), _run);

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    /// <summary>Strings lose their quotes, so that a symbol is found as it is said.</summary>
    private static string Key(JsonElement element) => string.Join(',', element.GetProperty("key").EnumerateArray().Select(static v => v.GetString()!.Trim('"')));

    /// <summary>In source text, as a JSON array.</summary>
    private static string KeyValues(JsonElement element) => element.GetProperty("key").GetRawText();

    private JournalPosition? Place()
    {
        using SqliteCommand command = Command("SELECT segment, byte, record, chain, run, number, non_decisions, sample FROM place");
        using SqliteDataReader reader = command.ExecuteReader();
        if (!reader.Read())
        {
            return null;
        }

        (_run, _number, _nonDecisions, _sample) = (reader.GetInt32(4), reader.GetInt64(5), reader.GetInt64(6), reader.GetInt64(7));
        return new JournalPosition(reader.GetInt32(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetString(3));
    }

    private void StartAnew()
    {
        (_run, _number, _nonDecisions, _sample) = (0, 0, 0, 1);
        JournalIndex.Execute(_connection, IndexSchema.Drop + IndexSchema.Create + $"PRAGMA user_version = {IndexSchema.Version};", _transaction);
    }

    private void Run(string sql, params ReadOnlySpan<object?> values) => Bound(sql, values).ExecuteNonQuery();

    private object? Scalar(string sql, params ReadOnlySpan<object?> values) => Bound(sql, values).ExecuteScalar();

    /// <summary>A prepared command with <c>$a</c>, <c>$b</c>, … bound; kept for the next row.</summary>
    private SqliteCommand Bound(string sql, ReadOnlySpan<object?> values)
    {
        if (!_commands.TryGetValue(sql, out SqliteCommand? command))
        {
            _commands.Add(sql, command = Command(sql));
        }

        for (int i = 0; i < values.Length; i++)
        {
            if (command.Parameters.Count == i)
            {
                command.Parameters.Add(new SqliteParameter { ParameterName = $"${(char)('a' + i)}" });
            }

            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }

        return command;
    }

    private SqliteCommand Command(string sql)
    {
        SqliteCommand command = _connection.CreateCommand();
        command.Transaction = _transaction;
#pragma warning disable CA2100 // All texts are constants of this class.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command;
    }
}
