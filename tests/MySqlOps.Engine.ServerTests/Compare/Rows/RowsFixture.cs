using MySqlOps.Engine.Sandbox;
using MySqlOps.Engine.ServerTests.Servers;

namespace MySqlOps.Engine.ServerTests.Compare.Rows;

/// <summary>Two servers whose rows are compared.</summary>
public sealed class RowsFixture : IAsyncLifetime
{
    private readonly TestSandboxes _sandboxes = new();

    /// <summary>The side as it should be.</summary>
    public MySqlSandbox Source { get; private set; } = null!;

    /// <summary>The side that is held against it.</summary>
    public MySqlSandbox Target { get; private set; } = null!;

    /// <inheritdoc />
    public async Task InitializeAsync()
    {
        var made = await _sandboxes.CreateAsync(2);
        (Source, Target) = (made[0], made[1]);
    }

    /// <inheritdoc />
    public async Task DisposeAsync() => await _sandboxes.DisposeAsync();
}
