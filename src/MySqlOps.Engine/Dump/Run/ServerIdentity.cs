using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Dump.Manifest;

namespace MySqlOps.Engine.Dump.Run;

/// <summary>Asks a server who it is.</summary>
internal static class ServerIdentity
{
    /// <summary>Asks.</summary>
    public static async Task<ExportedServer> ReadAsync(DataSession session, CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync(
            $"SELECT {(session.Facts.HasServerUuid ? "@@GLOBAL.server_uuid" : "''")} AS uuid, @@GLOBAL.lower_case_table_names AS folding",
            cancellationToken).ConfigureAwait(false);
        return new ExportedServer(session.Server.Endpoint, session.Facts.Version.Text, rows[0].TextOrNull("uuid") ?? "", (int)rows[0].Int64("folding"));
    }
}
