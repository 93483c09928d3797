using System.Globalization;

namespace MySqlOps.Engine.Connect;

/// <summary>A server's global variables, all read in one statement, asked for by name.</summary>
internal sealed class ServerSettings
{
    private readonly Dictionary<string, string> _values;

    private ServerSettings(Dictionary<string, string> values) => _values = values;

    /// <summary>Reads the variables.</summary>
    public static async Task<ServerSettings> ReadAsync(Session session, CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync("SHOW GLOBAL VARIABLES", cancellationToken).ConfigureAwait(false);
        return new ServerSettings(rows.ToDictionary(row => row.Text("Variable_name"), row => row.TextOrNull("Value") ?? "", StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>The value; null when the server has no such variable or its value is empty.</summary>
    public string? Text(string name) => _values.GetValueOrDefault(name) is { Length: > 0 } text ? text : null;

    /// <summary>The value as a number; null when it is none.</summary>
    public long? Number(string name) => long.TryParse(Text(name), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>True when the value is ON, YES or 1.</summary>
    public bool IsOn(string name) => Text(name)?.ToUpperInvariant() is "ON" or "YES" or "1";
}
