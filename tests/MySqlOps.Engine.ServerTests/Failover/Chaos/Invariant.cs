using System.Diagnostics;
using System.Globalization;
using MySqlOps.Engine.Connect;
using static MySqlOps.Engine.ServerTests.Failover.Promotion.FailoverFixture;

namespace MySqlOps.Engine.ServerTests.Failover.Chaos;

/// <summary>What must be so after whatever has happened, by what the servers themselves say.</summary>
internal static class Invariant
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>One server alone takes writes; it has all rows that were acknowledged; each other is read-only and follows it, or was named as one that does not.</summary>
    /// <param name="servers">All servers that answer.</param>
    /// <param name="rows">Rows that were acknowledged: n from 1 to this.</param>
    /// <param name="named">Those that were named as not following.</param>
    /// <returns>The server that takes writes.</returns>
    public static async Task<MySqlServer> HoldsAsync(IReadOnlyCollection<MySqlServer> servers, long rows, params MySqlServer[] named)
    {
        var writable = new List<MySqlServer>();
        foreach (var server in servers)
        {
            if (await TextAsync(server, "SELECT @@GLOBAL.read_only") == "0")
                writable.Add(server);
        }

        var primary = Assert.Single(writable);
        Assert.Equal(rows.ToString(CultureInfo.InvariantCulture), await TextAsync(primary, $"SELECT COUNT(*) FROM app.w WHERE n BETWEEN 1 AND {rows}"));
        await RunAsync(primary, "REPLACE INTO app.w VALUES (-1, UUID_SHORT())");
        var uuid = await TextAsync(primary, "SELECT @@GLOBAL.server_uuid");
        foreach (var other in servers.Where(server => server.Port != primary.Port))
        {
            Assert.Equal("1", await TextAsync(other, "SELECT @@GLOBAL.super_read_only"));
            if (named.All(server => server.Port != other.Port))
                await FollowsAsync(other, uuid!);
        }

        await CatchUpAsync(primary, servers.Where(server => server.Port != primary.Port && named.All(one => one.Port != server.Port)));
        return primary;
    }

    private static async Task FollowsAsync(MySqlServer server, string uuid)
    {
        await using var session = await Session.OpenAsync(server, CancellationToken.None);
        var clock = Stopwatch.StartNew();
        string? state;
        while ((state = await session.TextAsync("SELECT GROUP_CONCAT(SERVICE_STATE, ',', SOURCE_UUID) FROM performance_schema.replication_connection_status", CancellationToken.None)) != $"ON,{uuid}")
            Assert.True(clock.Elapsed < Limit, $"{server} does not follow {uuid}: {state}");
    }
}
