using System.Globalization;
using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Compare.Sync;

/// <summary>Keeps the definitions of triggers on the server while they are dropped.</summary>
internal static class TriggerLedger
{
    /// <summary>The triggers that are kept, in the order in which they must be made.</summary>
    public static async Task<IReadOnlyList<KeptTrigger>> ReadAsync(Session session, CancellationToken cancellationToken)
    {
        try
        {
            var rows = await session.QueryAsync(
                """
                SELECT database_name, trigger_name, table_name, manipulation, sql_mode, client_set, connection_collation, HEX(statement) AS statement
                FROM mysqlops.sync_trigger
                ORDER BY database_name, table_name, position
                """,
                cancellationToken).ConfigureAwait(false);
            return
            [
                .. rows.Select(row => new KeptTrigger
                {
                    Name = new ObjectName(row.Text("database_name"), row.Text("trigger_name")),
                    Table = row.Text("table_name"),
                    Event = row.Text("manipulation"),
                    SqlMode = row.Text("sql_mode"),
                    CharacterSetClient = row.Text("client_set"),
                    CollationConnection = row.Text("connection_collation"),
                    StatementHex = row.Text("statement"),
                }),
            ];
        }
        catch (MySqlOpsException e) when (e.Id == ErrorId.PrivilegeMissing || (e.ServerErrorNumber is { } number && ServerErrorNumber.IsObjectMissing(number)))
        {
            return [];
        }
    }

    /// <summary>Keeps triggers.</summary>
    public static async Task KeepAsync(DataSession session, IReadOnlyList<KeptTrigger> triggers, CancellationToken cancellationToken)
    {
        foreach (var (position, trigger) in triggers.Index())
        {
            string[] texts = [trigger.Name.Database, trigger.Name.Name, trigger.Table, trigger.Event, trigger.SqlMode, trigger.CharacterSetClient, trigger.CollationConnection];
            await session.ExecuteAsync(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"REPLACE INTO mysqlops.sync_trigger (database_name, trigger_name, table_name, manipulation, sql_mode, client_set, connection_collation, position, statement) VALUES ({string.Join(", ", texts.Select(SqlLiteral.Quote))}, {position}, 0x{trigger.StatementHex})"),
                cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Makes a trigger again, if it is not there, and forgets it.</summary>
    /// <returns>False when it was there.</returns>
    public static async Task<bool> RestoreAsync(DataSession session, KeptTrigger trigger, CancellationToken cancellationToken)
    {
        var isMade = await CreateAsync(session, trigger, cancellationToken).ConfigureAwait(false);
        await session.ExecuteAsync(
            $"DELETE FROM mysqlops.sync_trigger WHERE database_name = {SqlLiteral.Quote(trigger.Name.Database)} AND trigger_name = {SqlLiteral.Quote(trigger.Name.Name)}",
            cancellationToken).ConfigureAwait(false);
        return isMade;
    }

    private static async Task<bool> CreateAsync(DataSession session, KeptTrigger trigger, CancellationToken cancellationToken)
    {
        await session.ExecuteAsync($"USE {SqlIdentifier.Quote(trigger.Name.Database)}", cancellationToken).ConfigureAwait(false);
        await session.ExecuteAsync(
            $"SET SESSION character_set_client = {SqlLiteral.Quote(trigger.CharacterSetClient)}, collation_connection = {SqlLiteral.Quote(trigger.CollationConnection)}, sql_mode = {SqlLiteral.Quote(trigger.SqlMode)}",
            cancellationToken).ConfigureAwait(false);
        try
        {
            await session.ExecuteAsync(Convert.FromHexString(trigger.StatementHex), cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (MySqlOpsException e) when (e.ServerErrorNumber == ServerErrorNumber.TriggerExists)
        {
            return false;
        }
        finally
        {
            if (!session.IsAbandoned)
                await SyncSession.ResetAsync(session, cancellationToken).ConfigureAwait(false);
        }
    }
}
