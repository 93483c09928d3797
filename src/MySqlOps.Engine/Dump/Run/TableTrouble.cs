using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Dump.Run;

/// <summary>Gives what goes wrong with a table while it is read its name.</summary>
internal static class TableTrouble
{
    /// <summary>Does something with a table.</summary>
    /// <exception cref="MySqlOpsException">DumpTableChanged: the table is no longer what it was in the snapshot.</exception>
    public static async Task<T> GuardAsync<T>(ExportTable table, Func<Task<T>> act)
    {
        try
        {
            return await act().ConfigureAwait(false);
        }
        catch (MySqlOpsException e) when (e.ServerErrorNumber is { } number && ServerErrorNumber.IsTableChanged(number))
        {
            throw e.Retell(
                ErrorId.DumpTableChanged,
                $"The table {table} was altered, truncated or dropped while it was exported, so its rows as of the snapshot are gone. Export again while nobody alters tables, or grant the account BACKUP_ADMIN, with which DDL is locked out.",
                table.Definition.Name);
        }
    }
}
