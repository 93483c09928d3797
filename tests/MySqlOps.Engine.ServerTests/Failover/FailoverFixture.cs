using System.Diagnostics;
using System.Globalization;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Failover.Diagnosis;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Replication.Status;
using MySqlOps.Engine.Sandbox;
using MySqlOps.Engine.ServerTests.Servers;

namespace MySqlOps.Engine.ServerTests.Failover;

/// <summary>A primary and two replicas that notice a loss within seconds. Each of them, and we, have a way of our own to the primary, which can be cut.</summary>
public sealed class FailoverFixture : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);

    private readonly TestSandboxes _sandboxes = new();

    /// <summary>The primary.</summary>
    internal MySqlSandbox Primary { get; private set; } = null!;

    /// <summary>The replicas.</summary>
    internal IReadOnlyList<MySqlSandbox> Replicas { get; private set; } = [];

    /// <summary>Our way to the primary.</summary>
    internal TcpProxy OurWay { get; private set; } = null!;

    /// <summary>The replicas' ways to the primary.</summary>
    internal IReadOnlyList<TcpProxy> Ways { get; private set; } = [];

    /// <summary>The primary by our way.</summary>
    internal MySqlServer Watched => Primary.Server with { Port = OurWay.Port };

    /// <inheritdoc />
    public async Task InitializeAsync()
    {
        var made = await _sandboxes.CreateAsync(3, "replica_net_timeout=4");
        (Primary, Replicas) = (made[0], [.. made.Skip(1)]);
        OurWay = new TcpProxy(Primary.Port);
        Ways = [.. Replicas.Select(_ => new TcpProxy(Primary.Port))];
        await RunAsync(Primary.Server, "CREATE USER follower@'127.0.0.1' IDENTIFIED BY 'follower-Pw1'", "GRANT REPLICATION SLAVE ON *.* TO follower@'127.0.0.1'");
        await Task.WhenAll(Replicas.Zip(Ways).Select(pair => RunAsync(
            pair.First.Server,
            string.Create(
                CultureInfo.InvariantCulture,
                $"CHANGE REPLICATION SOURCE TO SOURCE_HOST = '127.0.0.1', SOURCE_PORT = {pair.Second.Port}, SOURCE_USER = 'follower', SOURCE_PASSWORD = 'follower-Pw1', SOURCE_SSL = 1, SOURCE_AUTO_POSITION = 1, SOURCE_CONNECT_RETRY = 1, SOURCE_RETRY_COUNT = 0, SOURCE_HEARTBEAT_PERIOD = 1"),
            "START REPLICA")));
    }

    /// <inheritdoc />
    public async Task DisposeAsync()
    {
        foreach (var way in Ways.Append(OurWay))
            await way.DisposeAsync();
        await _sandboxes.DisposeAsync();
    }

    /// <summary>Kills the primary's process.</summary>
    internal Task KillPrimaryAsync() => new SandboxControl(SilentObserver.Instance).StopAsync(Primary.Path, kill: true, CancellationToken.None);

    /// <summary>Starts the primary again; its process is another one then.</summary>
    internal async Task StartPrimaryAsync() => Primary = await new SandboxControl(SilentObserver.Instance).StartAsync(Primary.Path, CancellationToken.None);

    /// <summary>Runs statements.</summary>
    internal static async Task RunAsync(MySqlServer server, params string[] statements)
    {
        await using var session = await Session.OpenAsync(server, CancellationToken.None);
        foreach (var statement in statements)
            await session.ExecuteAsync(statement, CancellationToken.None);
    }

    /// <summary>Watches the primary with patience: the machine that runs the tests may be busy.</summary>
    /// <param name="primary">The primary; null for the one by our way.</param>
    /// <param name="replicas">The witnesses; null for the replicas.</param>
    /// <param name="rules">How much is enough.</param>
    /// <param name="patience">How long an answer may take, in seconds.</param>
    internal PrimaryWatch Watch(MySqlServer? primary = null, IReadOnlyList<MySqlServer>? replicas = null, PrimaryRules? rules = null, double patience = 10) => new(
        primary ?? Watched,
        replicas ?? [.. Replicas.Select(static replica => replica.Server)],
        new PrimaryWatchOptions { Rules = rules ?? new PrimaryRules(), ProbeTimeout = TimeSpan.FromSeconds(patience), WitnessTimeout = TimeSpan.FromSeconds(Math.Max(patience, 10)) },
        TimeProvider.System);

    /// <summary>Looks until something is seen.</summary>
    /// <param name="watch">The watch.</param>
    /// <param name="isSeen">What is waited for.</param>
    /// <returns>All looks, the last one with what was waited for.</returns>
    internal static async Task<IReadOnlyList<PrimaryDiagnosis>> UntilAsync(PrimaryWatch watch, Func<PrimaryDiagnosis, bool> isSeen)
    {
        var looks = new List<PrimaryDiagnosis>();
        var clock = Stopwatch.StartNew();
        do
        {
            Assert.True(clock.Elapsed < Limit, $"It was never seen: {string.Join('\n', looks.TakeLast(3).Select(static look => $"{look.Verdict} {look.Probe} {string.Join(", ", look.Witnesses)}: {string.Join(' ', look.Reasons)}"))}");
            looks.Add(await watch.LookAsync(CancellationToken.None));
        }
        while (!isSeen(looks[^1]));
        return looks;
    }

    /// <summary>Waits until all is well.</summary>
    internal async Task HealAsync()
    {
        OurWay.Open();
        foreach (var way in Ways)
            way.Open();
        await using var watch = Watch();
        await UntilAsync(watch, static look => look.Verdict == PrimaryVerdict.Healthy
            && look.Witnesses.Count == 2
            && look.Witnesses.All(static witness => witness is { View: WitnessView.Sees, Facts.HeartbeatCount: > 0, Facts.Applier: ApplierState.On }));
    }
}
