using System.Globalization;
using MySqlOps.Benchmarks.Dump;

namespace MySqlOps.Benchmarks.Compare;

/// <summary>pt-table-checksum over a source and its replica.</summary>
internal sealed class ToolkitChecksum
{
    private readonly Sandboxes _servers;

    private ToolkitChecksum(Sandboxes servers, string version)
    {
        _servers = servers;
        Version = version;
    }

    /// <summary>The peer, as a sentence.</summary>
    public string Version { get; }

    /// <summary>Makes the target a replica of the source, which the program must have.</summary>
    /// <returns>Null when the program is not there, or can't work with this server.</returns>
    public static async Task<ToolkitChecksum?> CreateAsync(Sandboxes servers, CancellationToken cancellationToken)
    {
        if (await Programs.VersionAsync("pt-table-checksum", cancellationToken) is not { } version)
            return null;
        await Sandboxes.RunAsync(servers.Source, "CREATE USER checker@'127.0.0.1' IDENTIFIED BY 'checker'; GRANT ALL ON *.* TO checker@'127.0.0.1';", cancellationToken);
        await Sandboxes.RunAsync(
            servers.Target,
            string.Create(CultureInfo.InvariantCulture, $"CHANGE REPLICATION SOURCE TO SOURCE_HOST = '127.0.0.1', SOURCE_PORT = {servers.Source.Port}, SOURCE_USER = 'checker', SOURCE_PASSWORD = 'checker', SOURCE_AUTO_POSITION = 1, SOURCE_SSL = 1; START REPLICA;"),
            cancellationToken);
        await Sandboxes.RunAsync(
            servers.Source,
            string.Create(CultureInfo.InvariantCulture, $"CREATE DATABASE percona; CREATE TABLE percona.dsns (id INT AUTO_INCREMENT PRIMARY KEY, parent_id INT, dsn VARCHAR(255) NOT NULL); INSERT INTO percona.dsns (dsn) VALUES ('h=127.0.0.1,P={servers.Target.Port},u=checker,p=checker'); CREATE DATABASE probe; CREATE TABLE probe.t (id INT PRIMARY KEY); INSERT INTO probe.t VALUES (1), (2);"),
            cancellationToken);
        var peer = new ToolkitChecksum(servers, $"The peer: {version.Split('\n')[0]}, over the target as a replica of the source.");
        try
        {
            await peer.RunAsync("probe", cancellationToken);
            return peer;
        }
        catch (BenchmarkException e)
        {
            Console.Error.WriteLine($"compare: {e.Message}");
            return null;
        }
    }

    /// <summary>Checks the database big.</summary>
    public Task RunAsync(CancellationToken cancellationToken) => RunAsync("big", cancellationToken);

    private async Task RunAsync(string database, CancellationToken cancellationToken)
    {
        var port = _servers.Source.Port.ToString(CultureInfo.InvariantCulture);
        var run = await ProcessRun.StartAsync(
            "pt-table-checksum",
            [$"--recursion-method=dsn=h=127.0.0.1,P={port},u=checker,p=checker,D=percona,t=dsns", "--no-check-binlog-format", "--no-version-check", $"--databases={database}", $"h=127.0.0.1,P={port},u=checker,p=checker"],
            cancellationToken);
        if (!run.Output.Contains($"{database}.t", StringComparison.Ordinal))
            throw new BenchmarkException($"pt-table-checksum did not check {database}.t: {run.Output.Trim()}");
    }
}
