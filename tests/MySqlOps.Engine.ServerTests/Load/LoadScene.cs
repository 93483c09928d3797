using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Load;
using MySqlOps.Engine.ServerTests.Servers;
using MySqlOps.Engine.Tests.Load;

namespace MySqlOps.Engine.ServerTests.Load;

/// <summary>What the tests of loading have in common: they load a hand-made export and ask the server what came of it.</summary>
internal sealed class LoadScene(MySqlServer server) : IAsyncDisposable
{
    private string[] _databases = [];

    /// <summary>The folder for rejected rows.</summary>
    public string Folder { get; } = Path.Combine(Path.GetTempPath(), $"mysqlops-load-{Guid.NewGuid():N}");

    /// <summary>What the loads said.</summary>
    public RememberingObserver Observer { get; } = new();

    /// <summary>Options with a folder for rejected rows.</summary>
    public LoadOptions Options => new() { RejectFolder = Folder, ThreadCount = 2 };

    /// <summary>Plans and loads.</summary>
    public async Task<MySqlImport> LoadAsync(MemoryExport export, LoadOptions? options = null, CancellationToken cancellationToken = default)
    {
        var loader = new ExportLoader(server, export, options ?? Options, Observer, TimeProvider.System);
        return await loader.LoadAsync(await loader.PlanAsync(cancellationToken), cancellationToken);
    }

    /// <summary>Loads what must fail.</summary>
    public Task<MySqlOpsException> FailAsync(MemoryExport export, LoadOptions? options = null) => Assert.ThrowsAsync<MySqlOpsException>(() => LoadAsync(export, options));

    /// <summary>The rows of a query, cells parted by | and rows by line feeds; NULL for NULL.</summary>
    public async Task<string> AskAsync(string sql)
    {
        await using var session = await DataSession.OpenAsync(server, CancellationToken.None);
        var rows = await session.QueryAsync($"SELECT CAST(CONCAT_WS('|', {string.Join(", ", sql[..sql.IndexOf(" FROM ", StringComparison.Ordinal)].Split(", ").Select(cell => $"COALESCE({cell}, 'NULL')"))}) AS CHAR) AS r{sql[sql.IndexOf(" FROM ", StringComparison.Ordinal)..]}", CancellationToken.None);
        return string.Join('\n', rows.Select(row => row.TextOrNull("r")));
    }

    /// <summary>The text of one cell.</summary>
    public async Task<string?> TextAsync(string sql)
    {
        await using var session = await Session.OpenAsync(server, CancellationToken.None);
        return await session.TextAsync(sql, CancellationToken.None);
    }

    /// <summary>Runs statements.</summary>
    public async Task RunAsync(params string[] statements)
    {
        await using var session = await Session.OpenAsync(server, CancellationToken.None);
        foreach (var statement in statements)
            await session.ExecuteAsync(statement, CancellationToken.None);
    }

    /// <summary>Drops databases and the ledger, and turns local_infile on: a server comes without it.</summary>
    public async Task PrepareAsync(params string[] databases)
    {
        _databases = databases;
        await ClearAsync();
        await RunAsync("SET GLOBAL local_infile = ON");
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await ClearAsync();
        await RunAsync("SET GLOBAL local_infile = OFF");
        if (Directory.Exists(Folder))
            Directory.Delete(Folder, recursive: true);
    }

    private async Task ClearAsync()
    {
        foreach (var database in _databases.Append("mysqlops"))
            await RunAsync($"DROP DATABASE IF EXISTS `{database}`");
    }
}
