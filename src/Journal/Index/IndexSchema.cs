namespace CryptoScalp.Rules.Journal;

/// <summary>The tables of an index. Changing them means raising <see cref="Version"/>: an index of another version is built anew.</summary>
internal static class IndexSchema
{
    public const int Version = 2;

    public const string Create = """
        CREATE TABLE place(one INTEGER PRIMARY KEY CHECK (one = 1), segment INTEGER NOT NULL, byte INTEGER NOT NULL, record INTEGER NOT NULL, chain TEXT NOT NULL,
            run INTEGER NOT NULL, number INTEGER NOT NULL, non_decisions INTEGER NOT NULL, sample INTEGER NOT NULL);
        CREATE TABLE decision(record INTEGER PRIMARY KEY, run INTEGER, number INTEGER, id TEXT, name TEXT, key TEXT, action TEXT, size TEXT, rule TEXT, class TEXT,
            at INTEGER, sequence INTEGER, status TEXT, key_values TEXT);
        CREATE INDEX decision_id ON decision(id);
        CREATE INDEX decision_at ON decision(at);
        CREATE INDEX decision_number ON decision(run, number);
        CREATE TABLE non_decision(record INTEGER PRIMARY KEY, run INTEGER, id TEXT, name TEXT, key TEXT, candidate TEXT, rule TEXT, class TEXT, at INTEGER, sequence INTEGER,
            reason TEXT, details TEXT, number INTEGER, key_values TEXT);
        CREATE INDEX non_decision_id ON non_decision(id);
        CREATE INDEX non_decision_at ON non_decision(at);
        CREATE INDEX non_decision_number ON non_decision(run, number);
        CREATE INDEX non_decision_reason ON non_decision(reason, at);
        CREATE TABLE node(id TEXT PRIMARY KEY, fact TEXT) WITHOUT ROWID;
        CREATE TABLE fact(record INTEGER, nth INTEGER, run INTEGER, predicate TEXT, at INTEGER, sequence INTEGER, change TEXT, origin TEXT, PRIMARY KEY (record, nth)) WITHOUT ROWID;
        CREATE INDEX fact_predicate ON fact(predicate, at);
        """;

    public const string Drop = """
        DROP TABLE IF EXISTS place; DROP TABLE IF EXISTS decision; DROP TABLE IF EXISTS non_decision; DROP TABLE IF EXISTS node; DROP TABLE IF EXISTS fact;
        """;
}
