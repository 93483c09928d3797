using System.Globalization;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Protocol.Binlog;
using MySqlOps.Engine.Replication.Gtids;

namespace MySqlOps.Engine.Replication.Errant;

/// <summary>Puts what a binary log says of a transaction into what people are shown.</summary>
internal sealed class ErrantDescriber(MySqlServer server, MySqlServer source)
{
    /// <summary>A transaction that was found in a log.</summary>
    public MySqlErrantTransaction Describe(BinlogTransaction transaction)
    {
        var statements = transaction.Statements.Select(static statement => StatementMask.Apply(statement.Text.Trim())).ToList();
        return new MySqlErrantTransaction
        {
            Server = server,
            Source = source,
            Gtid = transaction.Gtid.ToString(),
            TransactionCount = 1,
            Time = transaction.Time,
            Kind = KindOf(transaction),
            Tables = [.. transaction.Tables.Select(static table => new ErrantTable(table.Database, table.Table, table.Inserted, table.Updated, table.Deleted))],
            Statement = statements.Count == 0 ? null : string.Join(";\n", statements),
            BinlogFile = transaction.File,
            Position = transaction.Position,
            LengthBytes = transaction.LengthBytes,
            Note = NoteOn(transaction),
        };
    }

    /// <summary>Transactions of which nothing is known but their names: one object for each run of numbers.</summary>
    public IEnumerable<MySqlErrantTransaction> DescribeUnknown(GtidSet gtids, string reason) =>
        gtids.Intervals.Select(one => new MySqlErrantTransaction
        {
            Server = server,
            Source = source,
            Gtid = string.Create(CultureInfo.InvariantCulture, $"{one.Source}:{one.Interval}"),
            TransactionCount = one.Interval.Count,
            Time = null,
            Kind = ErrantKind.Unknown,
            Tables = [],
            Statement = null,
            BinlogFile = null,
            Position = null,
            LengthBytes = null,
            Note = reason,
        });

    private static ErrantKind KindOf(BinlogTransaction transaction) => transaction switch
    {
        { Statements.Count: > 0 } when transaction.Statements.Any(static statement => !StatementVerb.ChangesRows(statement.Text)) => ErrantKind.Ddl,
        { Statements.Count: > 0 } or { Tables.Count: > 0 } => ErrantKind.Dml,
        { IsPartlyUnknown: true } => ErrantKind.Unknown,
        _ => ErrantKind.Empty,
    };

    private static string? NoteOn(BinlogTransaction transaction)
    {
        var notes = new List<string>();
        if (transaction.IsPartlyUnknown)
            notes.Add("It is compressed in a way that can't be read here.");
        if (transaction.HasIncident)
            notes.Add("The binary log says that changes were lost here.");
        if (transaction.MoreStatements > 0)
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"{transaction.MoreStatements} more statements were logged."));
        if (transaction.Statements.Any(static statement => StatementVerb.ChangesRows(statement.Text)))
            notes.Add("It was logged as a statement, so the rows that it changed are not in the log.");
        if (transaction.Tables.Any(static table => table.Inserted is null || table.Updated is null || table.Deleted is null))
            notes.Add("A table has a column of a type whose rows can't be counted.");
        return notes.Count == 0 ? null : string.Join(' ', notes);
    }
}
