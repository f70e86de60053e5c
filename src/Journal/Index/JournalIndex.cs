using CryptoScalp.Rules.Primitives;
using Microsoft.Data.Sqlite;

namespace CryptoScalp.Rules.Journal;

/// <summary>An SQLite file beside a journal that answers queries. It is built from the journal, may be deleted at any time, and is never the truth.</summary>
/// <remarks>
/// Opening and <see cref="CatchUp"/> bring it up to what the journal's writer has flushed, from where it stopped. An index of another journal or of another
/// release is built anew. Where the journal's folder cannot be written, it is kept in memory. Several processes may use one index; one instance is
/// single-threaded.
/// </remarks>
public sealed class JournalIndex : IDisposable
{
    /// <summary>The file's name in the journal's folder.</summary>
    public const string FileName = "index.sqlite";

    private readonly string _directory;
    private readonly SqliteConnection _connection;

    private JournalIndex(string directory, SqliteConnection connection) => (_directory, _connection) = (directory, connection);

    /// <summary>Opens the index of a journal, making it when there is none, and catches up.</summary>
    /// <exception cref="JournalException">There is no journal, or it is damaged.</exception>
    public static JournalIndex Open(string directory, CancellationToken stop = default)
    {
        if (SegmentFiles.NumbersIn(directory).Count == 0)
        {
            throw new JournalException(JournalDiagnostics.NotFound, null, directory);
        }

        string path = Path.Combine(directory, FileName);
        try
        {
            return Open(directory, path, stop);
        }
        catch (SqliteException e) when (e.SqliteErrorCode is SQLitePCL.raw.SQLITE_CORRUPT or SQLitePCL.raw.SQLITE_NOTADB)
        {
            SqliteConnection.ClearAllPools();
            File.Delete(path); // it can always be built again
            return Open(directory, path, stop);
        }
        catch (SqliteException e) when (e.SqliteErrorCode is SQLitePCL.raw.SQLITE_CANTOPEN or SQLitePCL.raw.SQLITE_READONLY or SQLitePCL.raw.SQLITE_IOERR or SQLitePCL.raw.SQLITE_FULL)
        {
            return Open(directory, ":memory:", stop);
        }
    }

    /// <summary>How many decisions and non-decisions of the journal's last run the index knows; non-decisions that were not recorded count.</summary>
    public (long Decisions, long NonDecisions) Reached { get; private set; }

    /// <summary>Takes in what was flushed to the journal since; how many records that were.</summary>
    /// <param name="stop">Ends it early; what was taken in until then stays, and the next call goes on from there.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    /// <exception cref="JournalException">The journal is damaged; what comes before the damage is in the index.</exception>
    public long CatchUp(CancellationToken stop = default)
    {
        using SqliteTransaction transaction = _connection.BeginTransaction(deferred: false); // one process at a time; the place is read under the lock
        using IndexBuilder builder = new(_connection, transaction, stop);
        JournalException? damage = null;
        try
        {
            builder.Read(_directory);
        }
        catch (JournalException e)
        {
            damage = e;
        }

        transaction.Commit();
        Reached = builder.Reached;
        stop.ThrowIfCancellationRequested();
        return damage is null ? builder.Taken : throw damage;
    }

    public IndexRows<IndexedDecision> Decisions(IndexQuery query) => Rows(
        "record, run, number, id, name, key, action, size, rule, class, at, sequence, status, key_values FROM decision",
        query,
        [("status = $status", "$status", query.Status), .. Common(query)],
        static r => new IndexedDecision(
            r.GetInt64(0), r.GetInt32(1), r.GetInt64(2), r.GetString(3), r.GetString(4), r.GetString(5), r.GetString(6), r.GetString(7), r.GetString(8), r.GetString(9),
            new EventTime(r.GetInt64(10)), r.GetInt64(11), r.GetString(12), r.GetString(13)));

    public IndexRows<IndexedNonDecision> NonDecisions(IndexQuery query) => Rows(
        "record, run, id, name, key, candidate, rule, class, at, sequence, reason, details, number, key_values FROM non_decision",
        query,
        [("reason = $reason", "$reason", query.Reason), .. Common(query)],
        static r => new IndexedNonDecision(
            r.GetInt64(0), r.GetInt32(1), r.GetString(2), r.GetString(3), r.GetString(4), r.GetString(5), r.GetString(6), r.GetString(7),
            new EventTime(r.GetInt64(8)), r.GetInt64(9), r.GetString(10), r.GetString(11), r.GetInt64(12), r.GetString(13)));

    /// <summary>Changes of given facts, by predicate and time.</summary>
    public IndexRows<IndexedFact> Facts(IndexQuery query) => Rows(
        "record, run, predicate, at, sequence, change, origin FROM fact",
        query,
        [("predicate = $predicate", "$predicate", query.Predicate), .. Times(query)],
        static r => new IndexedFact(
            r.GetInt64(0), r.GetInt32(1), r.GetString(2), new EventTime(r.GetInt64(3)), r.GetInt64(4), r.GetString(5), r.IsDBNull(6) ? null : r.GetString(6)));

    public void Dispose() => _connection.Dispose();

    private static JournalIndex Open(string directory, string path, CancellationToken stop)
    {
        SqliteConnection connection = new(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = 30 }.ToString());
        try
        {
            connection.Open();
            Execute(connection, path == ":memory:" ? "PRAGMA synchronous = OFF" : "PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF"); // a lost index is built again
            JournalIndex index = new(directory, connection);
            index.CatchUp(stop);
            return index;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    internal static void Execute(SqliteConnection connection, string sql, SqliteTransaction? transaction = null)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.Transaction = transaction;
#pragma warning disable CA2100 // All texts are constants of this assembly.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    private static IEnumerable<(string Condition, string Name, object? Value)> Times(IndexQuery query) =>
        [("at >= $from", "$from", query.From?.Nanoseconds), ("at <= $to", "$to", query.To?.Nanoseconds)];

    private static IEnumerable<(string Condition, string Name, object? Value)> Common(IndexQuery query) =>
    [
        ("substr(id, 1, length($id)) = $id", "$id", query.IdPrefix), ("(key = $symbol OR instr(',' || key || ',', ',' || $symbol || ',') > 0)", "$symbol", query.Symbol),
        ("rule = $rule", "$rule", query.Rule), ("number < $before", "$before", query.Before), ("run = (SELECT run FROM place) AND $last", "$last", query.LastRun ? 1 : null), .. Times(query),
    ];

    private IndexRows<T> Rows<T>(string columns, IndexQuery query, IEnumerable<(string Condition, string Name, object? Value)> filters, Func<SqliteDataReader, T> read)
    {
        using SqliteCommand command = _connection.CreateCommand();
        List<string> conditions = [];
        foreach ((string condition, string name, object? value) in filters.Where(static f => f.Value is not null))
        {
            conditions.Add(condition);
            command.Parameters.AddWithValue(name, value);
        }

        command.Parameters.AddWithValue("$limit", query.Limit + 1);
        string where = conditions.Count == 0 ? "" : $" WHERE {string.Join(" AND ", conditions)}";
        string order = query.Newest ? "DESC" : "ASC";
#pragma warning disable CA2100 // Put together from constants; what a caller gives is bound as a parameter.
        command.CommandText = $"SELECT {columns}{where} ORDER BY record {order} LIMIT $limit";
#pragma warning restore CA2100
        List<T> rows = [];
        using (SqliteDataReader reader = command.ExecuteReader())
        {
            while (reader.Read())
            {
                rows.Add(read(reader));
            }
        }

        bool truncated = rows.Count > query.Limit;
        rows.RemoveRange(truncated ? query.Limit : rows.Count, truncated ? 1 : 0);
        if (query.Newest)
        {
            rows.Reverse();
        }

        return new IndexRows<T>(rows, truncated);
    }
}
