using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Sandbox;
using MySqlOps.Engine.ServerTests.Servers;

namespace MySqlOps.Engine.ServerTests.Scenarios;

/// <summary>Two servers for round trips: one that is exported, one that is loaded. Both are emptied before each.</summary>
public sealed class RoundTripFixture : IAsyncLifetime
{
    private readonly TestSandboxes _sandboxes = new();

    /// <summary>The server that is exported.</summary>
    public MySqlSandbox Source { get; private set; } = null!;

    /// <summary>The server that is loaded.</summary>
    public MySqlSandbox Target { get; private set; } = null!;

    /// <summary>A folder for files.</summary>
    public string Folder { get; private set; } = "";

    /// <inheritdoc />
    public async Task InitializeAsync()
    {
        var made = await _sandboxes.CreateAsync(2, "local_infile=1");
        (Source, Target) = (made[0], made[1]);
        Folder = Path.Combine(_sandboxes.Path, "files");
        Directory.CreateDirectory(Folder);
    }

    /// <inheritdoc />
    public async Task DisposeAsync() => await _sandboxes.DisposeAsync();

    /// <summary>A path that nothing is at.</summary>
    public string NewPath(string ending) => Path.Combine(Folder, Guid.NewGuid().ToString("N") + ending);

    /// <summary>Empties both servers and gives them their defaults.</summary>
    public async Task ResetAsync()
    {
        foreach (var server in new[] { Source.Server, Target.Server })
        {
            await using var session = await Session.OpenAsync(server, CancellationToken.None);
            await session.ExecuteAsync("SET SESSION foreign_key_checks = 0, GLOBAL sql_mode = DEFAULT, GLOBAL time_zone = DEFAULT, GLOBAL local_infile = 1", CancellationToken.None);
            var rows = await session.QueryAsync("SELECT SCHEMA_NAME AS name FROM information_schema.SCHEMATA WHERE SCHEMA_NAME NOT IN ('mysql', 'sys', 'information_schema', 'performance_schema')", CancellationToken.None);
            foreach (var row in rows)
                await session.ExecuteAsync($"DROP DATABASE {SqlIdentifier.Quote(row.Text("name"))}", CancellationToken.None);
        }
    }

    /// <summary>Runs a script through the mysql client.</summary>
    public static async Task RunScriptAsync(MySqlSandbox sandbox, string script)
    {
        var options = Path.Combine(sandbox.Path, "root.cnf");
        var result = await ClientProgram.RunAsync("mysql", sandbox, [$"--defaults-file={options}", "--default-character-set=utf8mb4", "--max-allowed-packet=1G"], script);
        Assert.True(result.ExitCode == 0, result.Error);
    }
}
