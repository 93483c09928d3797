using System.Globalization;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.ServerTests.Scenarios;

/// <summary>A moment of an import into database crash_test that can be seen on the server.</summary>
/// <param name="Name">What has come true then.</param>
/// <param name="Query">Gives 1 from then on; may fail before.</param>
internal sealed record KillPoint(string Name, string Query)
{
    /// <summary>All of them, in the order in which an import comes to them.</summary>
    public static IReadOnlyList<KillPoint> All { get; } =
    [
        new("ledger", "SELECT COUNT(*) > 0 FROM information_schema.TABLES WHERE TABLE_SCHEMA = 'mysqlops' AND TABLE_NAME = 'load_chunk'"),
        new("table", "SELECT COUNT(*) > 0 FROM information_schema.TABLES WHERE TABLE_SCHEMA = 'crash_test'"),
        new("rows on their way", "SELECT COUNT(*) > 0 FROM performance_schema.threads WHERE PROCESSLIST_INFO LIKE 'LOAD DATA%'"),
        .. new[] { 1, 4, 9, 15, 20, 26 }.Select(Chunks),
        new("index being made", "SELECT COUNT(*) > 0 FROM performance_schema.threads WHERE PROCESSLIST_INFO LIKE 'ALTER TABLE%ADD KEY%'"),
        new("index", "SELECT COUNT(*) > 0 FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = 'crash_test' AND TABLE_NAME = 'big' AND INDEX_NAME = 'by_v'"),
        new("foreign key", "SELECT COUNT(*) > 0 FROM information_schema.TABLE_CONSTRAINTS WHERE TABLE_SCHEMA = 'crash_test' AND CONSTRAINT_TYPE = 'FOREIGN KEY'"),
        new("routine", "SELECT COUNT(*) > 0 FROM information_schema.ROUTINES WHERE ROUTINE_SCHEMA = 'crash_test'"),
        new("view", "SELECT COUNT(*) > 0 FROM information_schema.VIEWS WHERE TABLE_SCHEMA = 'crash_test'"),
        new("trigger", "SELECT COUNT(*) > 0 FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = 'crash_test'"),
        new("statistics", "SELECT COUNT(*) > 0 FROM information_schema.COLUMN_STATISTICS WHERE SCHEMA_NAME = 'crash_test'"),
    ];

    /// <summary>The one of that name.</summary>
    public static KillPoint Of(string name) => All.Single(point => point.Name == name);

    /// <summary>So many chunks that are committed.</summary>
    public static KillPoint Chunks(int count) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{count} chunks"), string.Create(CultureInfo.InvariantCulture, $"SELECT COUNT(*) >= {count} FROM mysqlops.load_chunk"));

    /// <summary>True when it has come.</summary>
    public async Task<bool> HasComeAsync(Session session)
    {
        try
        {
            return await session.TextAsync(Query, CancellationToken.None) == "1";
        }
        catch (MySqlOpsException e) when (e.ServerErrorNumber is ServerErrorNumber.TableMissing or ServerErrorNumber.UnknownDatabase)
        {
            return false;
        }
    }
}
