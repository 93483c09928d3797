using MySqlOps.Engine.Connect;

namespace MySqlOps.Engine.Replication.Gtids;

/// <summary>The GTID sets of a server.</summary>
/// <param name="Executed">gtid_executed.</param>
/// <param name="Purged">gtid_purged.</param>
internal readonly record struct ServerGtids(GtidSet Executed, GtidSet Purged)
{
    /// <summary>Asks.</summary>
    /// <remarks>SHOW GLOBAL VARIABLES and performance_schema.global_variables cut a value off behind 1024 characters, in the midst of a number: a server that was written to under some 25 UUIDs would seem to lack transactions.</remarks>
    public static async Task<ServerGtids> ReadAsync(Session session, CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync("SELECT @@GLOBAL.gtid_executed AS executed, @@GLOBAL.gtid_purged AS purged", cancellationToken).ConfigureAwait(false);
        return new ServerGtids(GtidSet.Parse(rows[0].TextOrNull("executed") ?? ""), GtidSet.Parse(rows[0].TextOrNull("purged") ?? ""));
    }
}
