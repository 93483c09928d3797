using MySqlOps.Engine.Sandbox;

namespace MySqlOps.Benchmarks.Connect;

/// <summary>The first Get-MySqlServer of a fresh pwsh, as a scheduled script has it, beside the mysql client that asks for some of the same.</summary>
internal sealed class FirstServerBenchmark : IBenchmark
{
    /// <summary>Less than Get-MySqlServer reports: the peer is not made to look slow.</summary>
    private const string PeerQuery = "SELECT VERSION(); SHOW GLOBAL VARIABLES; SHOW GLOBAL STATUS LIKE 'Uptime'; SHOW PLUGINS; SHOW REPLICA STATUS; SHOW BINARY LOG STATUS";

    /// <inheritdoc />
    public string Name => "first-server";

    /// <inheritdoc />
    public string Title => "The first Get-MySqlServer";

    /// <inheritdoc />
    public async Task<BenchmarkReport> RunAsync(Workbench workbench, CancellationToken cancellationToken)
    {
        var sandbox = await workbench.SandboxAsync(cancellationToken);
        var mysql = Programs.Client("mysql", sandbox.MysqldPath);
        var version = await Programs.VersionAsync(mysql, cancellationToken) ?? throw new BenchmarkException("there is no mysql client to compare with.");

        var ours = Contender.Timed("Get-MySqlServer in a fresh pwsh, import included", token => OursAsync(workbench, sandbox, token));
        var peer = Contender.Timed("mysql client in a fresh process", token => PeerAsync(mysql, sandbox, token));
        var bare = Contender.Timed("pwsh that does nothing", BareAsync);
        return new BenchmarkReport
        {
            Setup = "Wall time of the whole process, against a sandbox server on loopback, TLS as each prefers it.",
            Groups = [await Race.RunAsync([ours, peer, bare], workbench.Rounds, cancellationToken)],
            Notes = [$"The peer is {version[version.IndexOf("Ver", StringComparison.Ordinal)..]}, with `{PeerQuery}`.", "Each run has to name the server's version in its output."],
        };
    }

    private static async Task<TimeSpan> OursAsync(Workbench workbench, MySqlSandbox sandbox, CancellationToken cancellationToken)
    {
        var address = $"{Workbench.RootOptions(sandbox)}[client]";
        var script = $"$ErrorActionPreference = 'Stop'; Import-Module {Programs.Quote(workbench.Manifest)}; Get-MySqlServer {Programs.Quote(address)} | Format-List *";
        return Check(await ProcessRun.StartAsync("pwsh", Programs.PwshArguments(script), cancellationToken), sandbox);
    }

    private static async Task<TimeSpan> PeerAsync(string mysql, MySqlSandbox sandbox, CancellationToken cancellationToken) =>
        Check(await ProcessRun.StartAsync(mysql, [$"--defaults-file={Workbench.RootOptions(sandbox)}", "-e", PeerQuery], cancellationToken), sandbox);

    private static async Task<TimeSpan> BareAsync(CancellationToken cancellationToken) =>
        (await ProcessRun.StartAsync("pwsh", Programs.PwshArguments("exit"), cancellationToken)).Elapsed;

    private static TimeSpan Check(ProcessRun run, MySqlSandbox sandbox) => run.Output.Contains(sandbox.Version.Number.ToString(), StringComparison.Ordinal)
        ? run.Elapsed
        : throw new BenchmarkException($"a contender did not name the server's version, {sandbox.Version.Number}.");
}
