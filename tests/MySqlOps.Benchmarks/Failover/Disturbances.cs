using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.ServerTests.Servers;

namespace MySqlOps.Benchmarks.Failover;

/// <summary>All that must not lead to a failover.</summary>
/// <param name="trio">The servers.</param>
/// <param name="ours">The monitor's ways to the servers, in their order.</param>
/// <param name="theirs">The replicas' ways to the primary.</param>
/// <param name="account">The account of the monitor.</param>
internal sealed class Disturbances(Trio trio, IReadOnlyList<TcpProxy> ours, IReadOnlyList<TcpProxy> theirs, string account)
{
    /// <summary>The password of the monitor's account.</summary>
    public const string Password = "Monitor_1mark";

    /// <summary>Longer than a hang must last to count.</summary>
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(6);

    /// <summary>All of them, those first that an issue of this project counts.</summary>
    public IReadOnlyList<Disturbance> All =>
    [
        new("the monitor is cut off, and hears nothing", token => CutAsync(ours, refuses: false, token)),
        new("one replica is cut off from all", token => CutAsync([ours[1], theirs[0]], refuses: false, token)),
        new("the primary is frozen for 3 s", FreezeAsync),
        new("max_connections is exhausted", ExhaustAsync),
        new("the monitor's password is wrong", LockOutAsync),
        new("all replicas are down", KillReplicasAsync),
        new("the primary is overloaded", OverloadAsync),
        new("the monitor is cut off, and is refused", token => CutAsync(ours, refuses: true, token)),
        new("one replica can't reach the primary, nor can the monitor", token => CutAsync([ours[0], theirs[1]], refuses: false, token)),
        new("all replicas hang", HangReplicasAsync),
    ];

    private static async Task CutAsync(IReadOnlyList<TcpProxy> ways, bool refuses, CancellationToken cancellationToken)
    {
        foreach (var way in ways)
        {
            if (refuses)
                await way.RefuseAsync();
            else
                way.Hold();
        }

        await Task.Delay(Long, cancellationToken);
        foreach (var way in ways)
            way.Open();
    }

    private async Task FreezeAsync(CancellationToken cancellationToken)
    {
        await trio.SignalAsync(0, "STOP", cancellationToken);
        await Task.Delay(TimeSpan.FromSeconds(3), cancellationToken);
        await trio.SignalAsync(0, "CONT", cancellationToken);
    }

    /// <summary>Also the connection that is kept for administrators is taken.</summary>
    private async Task ExhaustAsync(CancellationToken cancellationToken)
    {
        await using var way = await Session.OpenAsync(trio.Servers[0], cancellationToken);
        var limit = await way.TextAsync("SELECT @@GLOBAL.max_connections", cancellationToken);
        await way.ExecuteAsync("SET GLOBAL max_connections = 1", cancellationToken);
        await using (var other = await TryOpenAsync(trio.Servers[0], cancellationToken))
            await Task.Delay(Long, cancellationToken);
        await way.ExecuteAsync($"SET GLOBAL max_connections = {limit}", cancellationToken);
    }

    private async Task LockOutAsync(CancellationToken cancellationToken)
    {
        await SetPasswordAsync("Another_1mark", cancellationToken);
        await Task.Delay(Long, cancellationToken);
        await SetPasswordAsync(Password, cancellationToken);
    }

    private Task SetPasswordAsync(string password, CancellationToken cancellationToken) =>
        Trio.RunAsync(trio.Servers[0], cancellationToken, "SET SESSION sql_log_bin = 0", $"ALTER USER {account}@'127.0.0.1' IDENTIFIED BY '{password}'");

    private async Task KillReplicasAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAll(trio.SignalAsync(1, "KILL", cancellationToken), trio.SignalAsync(2, "KILL", cancellationToken));
        await Task.Delay(Long, cancellationToken);
        await trio.StartAsync(1, cancellationToken);
        await trio.StartAsync(2, cancellationToken);
    }

    private async Task HangReplicasAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAll(trio.SignalAsync(1, "STOP", cancellationToken), trio.SignalAsync(2, "STOP", cancellationToken));
        await Task.Delay(Long, cancellationToken);
        await Task.WhenAll(trio.SignalAsync(1, "CONT", cancellationToken), trio.SignalAsync(2, "CONT", cancellationToken));
    }

    private async Task OverloadAsync(CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        stop.CancelAfter(Long);
        await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => LoadAsync(stop.Token))).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        await using var session = await Session.OpenAsync(trio.Servers[0] with { ConnectTimeout = TimeSpan.FromSeconds(30) }, cancellationToken);
        while (true)
            await session.ExecuteAsync("DO BENCHMARK(3000000, SHA2('overload', 512))", cancellationToken);
    }

    private static async Task<Session?> TryOpenAsync(MySqlServer server, CancellationToken cancellationToken)
    {
        try
        {
            return await Session.OpenAsync(server, cancellationToken);
        }
        catch (MySqlOpsException)
        {
            // The monitor has it.
            return null;
        }
    }
}
