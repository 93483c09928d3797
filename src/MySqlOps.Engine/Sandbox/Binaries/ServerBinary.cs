using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Sandbox.Binaries;

/// <summary>A mysqld that runs on this machine: it has said its version.</summary>
public sealed record ServerBinary
{
    /// <summary>The full path of mysqld, or of a script that takes the same arguments.</summary>
    public required string Path { get; init; }

    /// <summary>What it says of its version.</summary>
    public required ServerVersion Version { get; init; }

    /// <summary>How it was found.</summary>
    public required ServerBinaryOrigin Origin { get; init; }
}
