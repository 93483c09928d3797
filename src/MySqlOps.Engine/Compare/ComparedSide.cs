using MySqlOps.Engine.Connect;

namespace MySqlOps.Engine.Compare;

/// <summary>One side of a comparison: a server, or for definitions a folder (an export, or .sql files).</summary>
/// <param name="Server">The server; null for a folder.</param>
/// <param name="Folder">The folder; null for a server.</param>
public sealed record ComparedSide(MySqlServer? Server, string? Folder)
{
    /// <summary>A server.</summary>
    public static ComparedSide Of(MySqlServer server) => new(server, null);

    /// <summary>A folder.</summary>
    public static ComparedSide Of(string folder) => new(null, folder);

    /// <summary>The address or the path.</summary>
    public override string ToString() => Server?.ToString() ?? Folder ?? "";
}
