namespace MySqlOps.Engine.Connect.Information;

/// <summary>A plugin of a server.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its kind, as AUTHENTICATION.</param>
/// <param name="Status">ACTIVE, INACTIVE, DISABLED, DELETING or DELETED.</param>
/// <param name="Version">Its version.</param>
/// <param name="Library">The file that it came from; null when it is built in.</param>
public sealed record ServerPlugin(string Name, string Type, string Status, string? Version, string? Library)
{
    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
