namespace MySqlOps.Engine.Sandbox;

/// <summary>Which sandboxes to make.</summary>
public sealed record SandboxOptions
{
    /// <summary>The lowest port unless told otherwise.</summary>
    public const int DefaultBasePort = 3310;

    /// <summary>How many.</summary>
    public int Count { get; init; } = 1;

    /// <summary>The folder that gets a folder for each, named by its port; null for the user's own folder for data.</summary>
    public string? Path { get; init; }

    /// <summary>The first port to try; those in use are passed over.</summary>
    public int BasePort { get; init; } = DefaultBasePort;

    /// <summary>Options of mysqld on top of ours, with dashes or underscores, without leading dashes; a null value is a bare option.</summary>
    public IReadOnlyDictionary<string, string?> Options { get; init; } = new Dictionary<string, string?>(StringComparer.Ordinal);

    /// <summary>The mysqld to use; null finds or gets one.</summary>
    public string? MysqldPath { get; init; }
}
