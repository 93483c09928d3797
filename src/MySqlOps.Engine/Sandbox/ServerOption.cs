using System.Text.RegularExpressions;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Sandbox;

/// <summary>Options of mysqld as a user gives them and as an option file holds them (manual 6.2.2.2, "Using Option Files").</summary>
internal static partial class ServerOption
{
    /// <summary>What a sandbox rests on; another value would make it lose its own server, or run into another's files.</summary>
    private static readonly string[] Reserved =
    [
        "datadir", "port", "socket", "pid-file", "log-error", "tmpdir", "init-file", "user", "daemonize", "skip-networking",
        "initialize", "initialize-insecure", "defaults-file", "defaults-extra-file", "defaults-group-suffix", "no-defaults", "bootstrap",
        "innodb-data-home-dir", "innodb-undo-directory", "innodb-log-group-home-dir", "help", "version", "validate-config",
    ];

    /// <summary>What must be said when a data directory is made, and never changes afterwards.</summary>
    private static readonly string[] Founding = ["lower-case-table-names", "innodb-page-size", "innodb-data-file-path"];

    /// <summary>Looks whether the options can be written down and are the user's to set.</summary>
    /// <exception cref="MySqlOpsException"><see cref="ErrorId.SandboxOptionInvalid"/>.</exception>
    public static void Check(IReadOnlyDictionary<string, string?> options)
    {
        foreach (var (name, value) in options)
        {
            if (!NameText().IsMatch(name))
                throw Refuse(name, "its name is not one that mysqld could have. Write it without leading dashes");
            if (value is not null && value.AsSpan().IndexOfAny('\n', '\r', '\0') >= 0)
                throw Refuse(name, "its value has a line break, which no option file can hold");

            // mysqld takes a name that is cut short for the whole one.
            if (Array.Exists(Reserved, reserved => reserved.StartsWith(Normalize(name), StringComparison.Ordinal)))
                throw Refuse(name, "the sandbox sets it itself. Leave it out");
        }
    }

    /// <summary>Those options that a data directory is made with.</summary>
    public static IReadOnlyDictionary<string, string?> SelectFounding(IReadOnlyDictionary<string, string?> options) =>
        options.Where(option => Array.Exists(Founding, name => name == Normalize(option.Key)))
            .ToDictionary(option => Normalize(option.Key), option => option.Value, StringComparer.Ordinal);

    /// <summary>One line of an option file.</summary>
    public static string ToLine(string name, string? value) => value is null
        ? name
        : $"{name}=\"{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    /// <summary>mysqld takes dashes and underscores for the same, and forgives what begins with loose.</summary>
    private static string Normalize(string name)
    {
        const string Loose = "loose-";
        var dashed = name.Replace('_', '-').ToLowerInvariant();
        return dashed.StartsWith(Loose, StringComparison.Ordinal) ? dashed[Loose.Length..] : dashed;
    }

    private static MySqlOpsException Refuse(string name, string why) =>
        new(ErrorId.SandboxOptionInvalid, $"The option {name} can't be used for a sandbox: {why}.", name);

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9_.-]*\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex NameText();
}
