using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Catalog.CreateTable;
using MySqlOps.Engine.Compare.Sync;
using MySqlOps.Engine.Connect;

namespace MySqlOps.Engine.Compare.Definitions.Scratch;

/// <summary>Empty copies of tables in a scratch database, without their foreign keys.</summary>
internal static class ScratchTable
{
    /// <summary>The settings under which definitions are made: nothing is refused that the original has.</summary>
    public const string Settings = "SET SESSION sql_mode = 'STRICT_ALL_TABLES,ALLOW_INVALID_DATES,NO_ENGINE_SUBSTITUTION', foreign_key_checks = 0, sql_quote_show_create = 1";

    /// <summary>Prepares a session for it.</summary>
    public static async Task PrepareAsync(Session session, CancellationToken cancellationToken)
    {
        await ScratchDatabase.KeepFromBinaryLogAsync(session, cancellationToken).ConfigureAwait(false);
        await session.ExecuteAsync(Settings, cancellationToken).ConfigureAwait(false);
        if (session.Facts.HasShowCreateTableVerbosity)
            await session.ExecuteAsync("SET SESSION show_create_table_verbosity = OFF", cancellationToken).ConfigureAwait(false);
        if (session.Facts.HasGeneratedInvisiblePrimaryKey)
            await session.ExecuteAsync("SET SESSION show_gipk_in_create_table_and_information_schema = ON, sql_generate_invisible_primary_key = OFF", cancellationToken).ConfigureAwait(false);
    }

    /// <summary>SHOW CREATE TABLE.</summary>
    public static async Task<string> ReadAsync(Session session, ObjectName table, CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync($"SHOW CREATE TABLE {table.Quoted}", cancellationToken).ConfigureAwait(false);
        return rows[0].Text("Create Table");
    }

    /// <summary>The statement that makes the copy.</summary>
    public static string Create(string statement, ObjectName copy)
    {
        var text = CreateTableText.Parse(statement).WithoutInheritedCollations();
        return (text with { Head = $"CREATE TABLE {copy.Quoted} (", Elements = [.. text.Elements.Where(element => element is not ForeignKeyElement)] }).ToString();
    }

    /// <summary>The part for the copy in place of the table.</summary>
    public static ChangePart Redirect(ChangePart part, ObjectName copy)
    {
        var own = part.Object.Quoted;
        var at = part.Statement.IndexOf(own, StringComparison.Ordinal);
        return part with { Object = copy, Statement = part.Statement[..at] + copy.Quoted + part.Statement[(at + own.Length)..] };
    }
}
