using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Dump.Definitions;

/// <summary>
/// Statements that set a session as an object's definition needs it, and those that put it back. What was there is kept in user variables, so that a script can be run within any
/// other.
/// </summary>
internal sealed class SessionFrame
{
    /// <summary>
    /// For definitions of tables: backslashes escape, zero and impossible dates may be defaults, a missing engine and a column that does not fit are errors and nothing is put in
    /// their place.
    /// </summary>
    private const string TableMode = "STRICT_ALL_TABLES,ALLOW_INVALID_DATES,NO_ENGINE_SUBSTITUTION";

    /// <summary>A mode that MySQL dropped in 8.0 and MariaDB keeps.</summary>
    private const string DroppedMode = "NO_AUTO_CREATE_USER";

    private readonly List<(string Variable, string Kept, string Value)> _settings = [];

    private SessionFrame()
    {
    }

    /// <summary>The statements before the definition.</summary>
    public string Before =>
        $"SET {string.Join(", ", _settings.Select(setting => $"@mysqlops_{setting.Variable} = @@SESSION.{setting.Kept}"))};\n"
        + $"SET SESSION {string.Join(", ", _settings.Select(setting => $"{setting.Variable} = {setting.Value}"))};\n";

    /// <summary>The statement behind it.</summary>
    public string After => $"SET SESSION {string.Join(", ", _settings.Select(setting => $"{setting.Kept} = @mysqlops_{setting.Variable}"))};\n";

    /// <summary>For text in UTF-8 that is no stored program.</summary>
    public static SessionFrame Plain() => new SessionFrame()
        .With("character_set_client", "utf8mb4")

        // Not collation_connection: which one goes with the set is the server's to say. It is the one to keep, though, because it may be another.
        .With("character_set_connection", "utf8mb4", kept: "collation_connection")
        .With("sql_mode", SqlLiteral.Quote(TableMode));

    /// <summary>For a table, whose parents may not be there yet.</summary>
    public static SessionFrame OfTable() => Plain().With("foreign_key_checks", "0");

    /// <summary>For an object that keeps the settings under which it was made.</summary>
    public static SessionFrame Of(CreationContext context)
    {
        var frame = new SessionFrame()
            .With("character_set_client", Word(context.CharacterSetClient))
            .With("collation_connection", Word(context.CollationConnection))
            .With("sql_mode", ModeOf(context.SqlMode ?? ""));
        return context.TimeZone is { } zone ? frame.With("time_zone", SqlLiteral.Quote(zone)) : frame;
    }

    /// <summary>Names of character sets and collations are bare words everywhere.</summary>
    private static string Word(string name) =>
        name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') ? name : throw new ArgumentException($"'{name}' is not the name of a character set or collation.", nameof(name));

    /// <summary>The sql_mode, with a mode that MySQL refuses in a comment that only MariaDB reads.</summary>
    private static string ModeOf(string mode)
    {
        var modes = mode.Split(',');
        return modes.Contains(DroppedMode)
            ? $"{SqlLiteral.Quote(string.Join(',', modes.Where(one => one != DroppedMode)))} /*M!100000 , sql_mode = {SqlLiteral.Quote(mode)} */"
            : SqlLiteral.Quote(mode);
    }

    private SessionFrame With(string variable, string value, string? kept = null)
    {
        _settings.Add((variable, kept ?? variable, value));
        return this;
    }
}
