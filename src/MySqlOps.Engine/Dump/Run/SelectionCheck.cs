using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Dump.Run;

/// <summary>Refuses an export that would lack what was asked for by name.</summary>
internal static class SelectionCheck
{
    /// <summary>Refuses.</summary>
    /// <exception cref="MySqlOpsException">DatabaseMissing, TableMissing or DumpNothingSelected.</exception>
    public static void Demand(MySqlServer server, ServerCatalog catalog)
    {
        if (catalog.MissingDatabases is [var database, ..])
            throw new MySqlOpsException(ErrorId.DatabaseMissing, $"{server} has no database {string.Join(", ", catalog.MissingDatabases)} that the account can see. Check the name.", database);
        if (catalog.MissingTables is [var table, ..])
            throw new MySqlOpsException(ErrorId.TableMissing, $"{server} has no table {string.Join(", ", catalog.MissingTables)} that the account can see. Check the name, and name it as database.table.", table);
        if (catalog.Databases.Count == 0)
            throw new MySqlOpsException(ErrorId.DumpNothingSelected, $"Nothing on {server} fits what was asked for. Check the names and patterns, and what the account {server.User} may see.", server);
    }
}
