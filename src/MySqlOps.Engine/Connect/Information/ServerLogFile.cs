namespace MySqlOps.Engine.Connect.Information;

/// <summary>One of the server's text logs.</summary>
/// <param name="Kind">General, Slow or Error.</param>
/// <param name="IsEnabled">True when it is being written.</param>
/// <param name="Destination">FILE, TABLE or both for the general and slow log; FILE or STDERR for the error log.</param>
/// <param name="Path">The file as the server has it; null for none.</param>
public sealed record ServerLogFile(string Kind, bool IsEnabled, string Destination, string? Path)
{
    /// <summary>The kind and the path.</summary>
    public override string ToString() => $"{Kind}: {(IsEnabled ? Path ?? Destination : "off")}";
}
