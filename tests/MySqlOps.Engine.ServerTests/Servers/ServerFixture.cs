using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Sandbox;

namespace MySqlOps.Engine.ServerTests.Servers;

/// <summary>
/// Real servers for tests. A test class in the collection <see cref="ServerCollection.Name"/> shares <see cref="Server"/>, and
/// must leave it as it was. Who needs a server of its own calls <see cref="CreateAsync"/>. All are removed at the end.
/// </summary>
public sealed class ServerFixture : IAsyncLifetime
{
    private readonly TestSandboxes _sandboxes = new();

    /// <summary>The shared server.</summary>
    public MySqlServer Server => Sandbox.Server;

    /// <summary>The shared server's sandbox.</summary>
    public MySqlSandbox Sandbox { get; private set; } = null!;

    /// <summary>Starts servers for one test.</summary>
    /// <param name="count">How many.</param>
    /// <param name="options">mysqld options as name=value, or a bare name.</param>
    public Task<IReadOnlyList<MySqlSandbox>> CreateAsync(int count, params string[] options) => _sandboxes.CreateAsync(count, options);

    /// <inheritdoc />
    public async Task InitializeAsync() => Sandbox = (await _sandboxes.CreateAsync(1))[0];

    /// <inheritdoc />
    public async Task DisposeAsync() => await _sandboxes.DisposeAsync();
}
