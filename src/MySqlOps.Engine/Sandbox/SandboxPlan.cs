using MySqlOps.Engine.Sandbox.Binaries;

namespace MySqlOps.Engine.Sandbox;

/// <summary>What all sandboxes of one command have in common.</summary>
internal sealed record SandboxPlan
{
    /// <summary>The folder that gets a folder for each.</summary>
    public required string Path { get; init; }

    /// <summary>The server program.</summary>
    public required ServerBinary Binary { get; init; }

    /// <summary>The user's options.</summary>
    public required IReadOnlyDictionary<string, string?> Options { get; init; }

    /// <summary>A data directory to copy.</summary>
    public required string Template { get; init; }
}
