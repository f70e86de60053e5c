using System.Text;
using System.Text.Json.Nodes;
using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.Pipeline;

namespace CryptoScalp.Rules.Checker.Tests;

/// <summary>A journal in the hands of somebody who may write whatever he likes: the chain of checksums is made anew over it, so only what its records say can give him away.</summary>
internal sealed class ForgedJournal(IEnumerable<JournalRecord> honest)
{
    public List<JournalRecord> Records { get; } = [.. honest];

    public JsonObject this[int record] => (JsonObject)JsonNode.Parse(Records[record].Payload.Span)!;

    /// <summary>The n-th record of a type that says something.</summary>
    public int Find(JournalRecordType type, Func<JsonObject, bool>? which = null, int skip = 0) =>
        Enumerable.Range(0, Records.Count).Where(i => Records[i].Type == type && (which is null || which(this[i]))).Skip(skip).First();

    /// <summary>The first transaction from a record on.</summary>
    public int Transaction(int from, JournalRecordType? type = null) =>
        Records.FindIndex(from, r => type is null ? r.Type is JournalRecordType.FactChanges or JournalRecordType.Timer : r.Type == type);

    public void Alter(int record, Action<JsonObject> alter)
    {
        JsonObject document = this[record];
        alter(document);
        Write(record, document.ToJsonString());
    }

    public void Write(int record, string json) => Records[record] = Records[record] with { Payload = Encoding.UTF8.GetBytes(json) };

    /// <summary>Replaces a text in a record, which must have it.</summary>
    public void Replace(int record, string text, string by)
    {
        string json = Encoding.UTF8.GetString(Records[record].Payload.Span);
        Assert.Contains(text, json, StringComparison.Ordinal);
        Write(record, json.Replace(text, by, StringComparison.Ordinal));
    }

    public void Move(int from, int to)
    {
        JournalRecord record = Records[from];
        Records.RemoveAt(from);
        Records.Insert(to, record);
    }

    public void Exchange(int one, int other) => (Records[one], Records[other]) = (Records[other], Records[one]);

    public void Add(int at, JournalRecordType type, string json) =>
        Records.Insert(at, new JournalRecord(type, Records[at - 1].Sequence, Records[at - 1].At, Encoding.UTF8.GetBytes(json), Records[at - 1].Place));

    /// <summary>Gives every altered node the id that its content has, every mention of it the new one, and every decision the id of what it says.</summary>
    public void RepairIds()
    {
        Dictionary<string, string> renamed = new(StringComparer.Ordinal);
        for (int i = 0; i < Records.Count; i++)
        {
            if (Records[i].Type is not (JournalRecordType.ProofNode or JournalRecordType.Decision or JournalRecordType.NonDecision))
            {
                continue;
            }

            string json = Encoding.UTF8.GetString(Records[i].Payload.Span);
            JsonObject document = (JsonObject)JsonNode.Parse(renamed.Aggregate(json, static (text, id) => text.Replace(id.Key, id.Value, StringComparison.Ordinal)))!;
            string old = (string)document["id"]!, real = Records[i].Type == JournalRecordType.ProofNode ? NodeId.Of(document) : RecordId.Of(document);
            if (old != real && Records[i].Type == JournalRecordType.ProofNode)
            {
                renamed[old] = real;
            }

            document["id"] = real;
            Write(i, document.ToJsonString());
        }
    }

    /// <summary>What the audit says of it.</summary>
    public AuditReport Audit() => JournalAudit.Of(Numbered());

    /// <summary>What replaying says of it.</summary>
    public RunFault? Replay() => JournalReplay.Of(Numbered()).FirstDifference;

    /// <summary>With the places that its records have when they are written again.</summary>
    public IReadOnlyList<JournalRecord> Numbered() => [.. Records.Select(static (r, i) => r with { Place = r.Place with { Record = i } })];

    /// <summary>The first thing that the audit finds is wrong with one record, in one field.</summary>
    /// <param name="record">Where.</param>
    /// <param name="field">What.</param>
    /// <param name="reason">Part of why.</param>
    public void AssertRejected(int record, string field, string reason)
    {
        AuditReport report = Audit();
        Assert.True(report.FaultCount > 0, "the audit accepts it");
        RunFault first = report.Faults[0];
        Assert.True((record, field) == ((int)first.Place.Record, first.Field) && first.Reason.Contains(reason, StringComparison.Ordinal), $"rejected elsewhere, not in record {record}: {first}");
    }
}
