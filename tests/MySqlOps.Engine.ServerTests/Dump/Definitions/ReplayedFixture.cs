using MySqlOps.Engine.Sandbox;
using MySqlOps.Engine.ServerTests.Catalog;
using MySqlOps.Engine.ServerTests.Servers;

namespace MySqlOps.Engine.ServerTests.Dump.Definitions;

/// <summary>Two servers: one with every kind of object, and one on which these were made from their scripts.</summary>
public sealed class ReplayedFixture : IAsyncLifetime
{
    private readonly TestSandboxes _sandboxes = new();

    /// <summary>Where the objects come from.</summary>
    public DefinitionsFixture Source { get; } = new();

    /// <summary>Where they were made anew.</summary>
    public MySqlSandbox Target { get; private set; } = null!;

    /// <inheritdoc />
    public async Task InitializeAsync()
    {
        await Source.InitializeAsync();
        Target = (await _sandboxes.CreateAsync(1))[0];
        await ClientProgram.QueryAsync(Target, "CREATE TABLESPACE shop_archive ADD DATAFILE 'shop_archive.ibd'");

        // The scripts must not depend on what the client happens to set.
        await ScriptReplay.RunAsync(Target, ScriptReplay.Render(Source.Catalog), "--default-character-set=latin1", "--init-command=SET sql_mode = 'ANSI_QUOTES,NO_ZERO_DATE'");
    }

    /// <inheritdoc />
    public async Task DisposeAsync()
    {
        await Source.DisposeAsync();
        await _sandboxes.DisposeAsync();
    }
}
