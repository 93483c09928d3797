using MySqlOps.Engine.Sandbox;
using MySqlOps.Engine.ServerTests.Servers;
using MySqlOps.Tests;

namespace MySqlOps.Engine.ServerTests.Samples;

/// <summary>A server of its own with the sample schema of samples/shop on it.</summary>
public sealed class ShopFixture : IAsyncLifetime
{
    private readonly TestSandboxes _sandboxes = new();

    /// <summary>The server's sandbox.</summary>
    public MySqlSandbox Sandbox { get; private set; } = null!;

    /// <summary>What the mysql client wrote while it loaded the files, with every warning.</summary>
    public string LoadOutput { get; private set; } = "";

    /// <inheritdoc />
    public async Task InitializeAsync()
    {
        Sandbox = (await _sandboxes.CreateAsync(1))[0];
        LoadOutput = await LoadAsync("schema.sql") + await LoadAsync("data.sql");
    }

    /// <summary>Loads one of the files with the mysql client.</summary>
    /// <param name="name">The file's name in samples/shop.</param>
    /// <returns>What the client wrote.</returns>
    public async Task<string> LoadAsync(string name)
    {
        var options = Path.Combine(Sandbox.Path, "root.cnf");
        var result = await ClientProgram.RunAsync(
            "mysql", Sandbox, [$"--defaults-file={options}", "--batch", "--show-warnings"], RepositoryFiles.Read($"samples/shop/{name}"));
        Assert.True(result.ExitCode == 0, result.Error);
        return result.Output;
    }

    /// <inheritdoc />
    public async Task DisposeAsync() => await _sandboxes.DisposeAsync();
}
