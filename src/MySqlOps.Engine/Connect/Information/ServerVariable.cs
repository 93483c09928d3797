namespace MySqlOps.Engine.Connect.Information;

/// <summary>A global variable that somebody has set.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value now.</param>
/// <param name="Origin">Who set it: GLOBAL, SERVER, EXPLICIT, EXTRA, USER, LOGIN, COMMAND_LINE, PERSISTED or DYNAMIC (manual 29.12.14.2).</param>
/// <param name="File">The option file that set it; null when none did.</param>
/// <param name="SetBy">The account that set it while the server ran; null when none did.</param>
public sealed record ServerVariable(string Name, string Value, string Origin, string? File, string? SetBy)
{
    /// <summary><c>name=value (ORIGIN)</c>.</summary>
    public override string ToString() => $"{Name}={Value} ({Origin})";
}
