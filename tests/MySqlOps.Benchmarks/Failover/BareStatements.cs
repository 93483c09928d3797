using MySqlOps.Engine.Connect;

namespace MySqlOps.Benchmarks.Failover;

/// <summary>What the servers' own statements take when somebody types them who knows what to do and looks at nothing first: the floor under any tool.</summary>
internal static class BareStatements
{
    /// <summary>Makes the first replica the primary in place of one that is dead.</summary>
    public static async Task FailOverAsync(Trio trio, CancellationToken cancellationToken)
    {
        await Task.WhenAll(trio.Servers.Skip(1).Select(replica => Trio.RunAsync(replica, cancellationToken, "STOP REPLICA")));
        await PromoteAsync(trio, cancellationToken);
    }

    /// <summary>Makes the first replica the primary in place of one that lives.</summary>
    public static async Task SwitchOverAsync(Trio trio, CancellationToken cancellationToken)
    {
        await Trio.RunAsync(trio.Servers[0], cancellationToken, "SET GLOBAL super_read_only = ON");
        var executed = await Trio.TextAsync(trio.Servers[0], "SELECT @@GLOBAL.gtid_executed", cancellationToken);
        await Trio.RunAsync(trio.Servers[1], cancellationToken, $"DO WAIT_FOR_EXECUTED_GTID_SET('{executed}', 60)", "STOP REPLICA");
        await Task.WhenAll(PromoteAsync(trio, cancellationToken), FollowAsync(trio, trio.Servers[0], cancellationToken));
    }

    private static Task PromoteAsync(Trio trio, CancellationToken cancellationToken) => Task.WhenAll(
        Trio.RunAsync(trio.Servers[1], cancellationToken, "RESET REPLICA ALL", "SET GLOBAL rpl_semi_sync_source_enabled = ON", "SET GLOBAL read_only = OFF"),
        FollowAsync(trio, trio.Servers[2], cancellationToken));

    private static Task FollowAsync(Trio trio, MySqlServer server, CancellationToken cancellationToken) =>
        Trio.RunAsync(server, cancellationToken, "STOP REPLICA", Trio.ChangeSource(trio.Servers[1].Port), "START REPLICA");
}
