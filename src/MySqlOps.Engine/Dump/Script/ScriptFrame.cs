using System.Globalization;
using System.Text;
using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Catalog.CreateTable;
using MySqlOps.Engine.Dump.Run;

namespace MySqlOps.Engine.Dump.Script;

/// <summary>What stands at the beginning and the end of a script.</summary>
internal static class ScriptFrame
{
    /// <summary>Only where it is needed, because the server takes it from few accounts (manual 7.1.8, "restrict_fk_on_non_standard_key", new in 8.4.0).</summary>
    private const string AllowNonStandardKeys = "/*!80400 SET SESSION restrict_fk_on_non_standard_key = OFF */;\n";

    /// <summary>The beginning: what this is, as of when, and the settings under which it is read.</summary>
    public static string Head(ExportScope scope)
    {
        var head = new StringBuilder()
            .Append("-- MySqlOps export\n")
            .Append(CultureInfo.InvariantCulture, $"-- Server: {OneLine(scope.Server.Endpoint)}, {OneLine(scope.Server.Version)}\n")
            .Append(CultureInfo.InvariantCulture, $"-- As of: {scope.SnapshotTime.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC, {(scope.Snapshot.IsPointInTime ? "one point in time" : "not one point in time")}\n");
        if (scope.Snapshot.GtidExecuted is { Length: > 0 } gtids)
            head.Append(CultureInfo.InvariantCulture, $"-- gtid_executed of the server: {OneLine(gtids)}{(scope.IsWholeServer ? "" : " (this script is only a part of that)")}\n");
        if (scope.Snapshot.BinlogFile is { } file)
            head.Append(CultureInfo.InvariantCulture, $"-- Binlog: {OneLine(file)} at {scope.Snapshot.BinlogPosition}\n");
        foreach (var note in scope.Snapshot.Notes)
            head.Append(CultureInfo.InvariantCulture, $"-- Note: {OneLine(note)}\n");

        // Each value loads as it is: 0 in an AUTO_INCREMENT column stays 0, a zero or impossible date stays one, a time is UTC.
        return head.Append(
            """

            SET @mysqlops_old_client = @@SESSION.character_set_client, @mysqlops_old_results = @@SESSION.character_set_results, @mysqlops_old_collation = @@SESSION.collation_connection;
            SET @mysqlops_old_mode = @@SESSION.sql_mode, @mysqlops_old_zone = @@SESSION.time_zone, @mysqlops_old_foreign = @@SESSION.foreign_key_checks, @mysqlops_old_unique = @@SESSION.unique_checks;
            SET NAMES utf8mb4;
            SET SESSION sql_mode = 'NO_AUTO_VALUE_ON_ZERO,ALLOW_INVALID_DATES', time_zone = '+00:00', foreign_key_checks = 0, unique_checks = 0;

            """).Append(scope.Catalog.Databases.SelectMany(static database => database.Tables).Any(table => HasNonStandardKey(table, scope)) ? AllowNonStandardKeys : "").ToString();
    }

    /// <summary>The end. A script without its last line is not whole.</summary>
    public static string Tail(ExportClosing closing)
    {
        var tail = new StringBuilder(
            """

            SET SESSION sql_mode = @mysqlops_old_mode, time_zone = @mysqlops_old_zone, foreign_key_checks = @mysqlops_old_foreign, unique_checks = @mysqlops_old_unique;
            SET SESSION character_set_client = @mysqlops_old_client, character_set_results = @mysqlops_old_results, collation_connection = @mysqlops_old_collation;


            """);
        foreach (var warning in closing.Warnings)
            tail.Append(CultureInfo.InvariantCulture, $"-- Warning: {OneLine(warning)}\n");
        return tail.Append("-- End of the MySqlOps export\n").ToString();
    }

    /// <summary>True when a foreign key refers to columns that are not all of a unique key: the server refuses it even with foreign_key_checks off (error 6125).</summary>
    private static bool HasNonStandardKey(TableDefinition table, ExportScope scope) =>
        table.CreateStatement.Contains("FOREIGN KEY", StringComparison.Ordinal)
        && CreateTableText.Parse(table.CreateStatement).ForeignKeys.Any(key => !IsUnique(new ObjectName(key.ReferencedDatabase ?? table.Name.Database, key.ReferencedTable), key.ReferencedColumns, scope));

    private static bool IsUnique(ObjectName parent, IReadOnlyList<string> columns, ExportScope scope) =>
        scope.Catalog.Databases.SelectMany(static database => database.Tables).FirstOrDefault(table => table.Name == parent) is not { } table
        || table.Indexes.Any(index => index.IsUnique && index.Parts.Select(static part => part.Column).SequenceEqual(columns, StringComparer.OrdinalIgnoreCase));

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
