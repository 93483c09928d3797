using System.Diagnostics.CodeAnalysis;

namespace MySqlOps.Engine.Foundation;

/// <summary>A server's version and whose server it is, read from <c>SELECT VERSION(), @@version_comment</c>.</summary>
public sealed record ServerVersion : IComparable<ServerVersion>
{
    private ServerVersion(Version number, ServerFlavor flavor, string text)
    {
        Number = number;
        Flavor = flavor;
        Text = text;
    }

    /// <summary>Major, minor and patch.</summary>
    public Version Number { get; }

    /// <summary>Whose server it is.</summary>
    public ServerFlavor Flavor { get; }

    /// <summary>The version as the server says it, as <c>8.0.36-28</c> or <c>10.11.6-MariaDB-log</c>.</summary>
    public string Text { get; }

    /// <summary>Reads the two texts that a server gives of its version.</summary>
    /// <param name="version">What VERSION() says. MariaDB behind replication's fake prefix (<c>5.5.5-10.11.6-MariaDB</c>) is understood.</param>
    /// <param name="comment">What @@version_comment says; may be empty.</param>
    /// <param name="result">The version, when the text starts with one.</param>
    /// <returns>False when the text does not start with three numbers.</returns>
    public static bool TryParse(string version, string comment, [NotNullWhen(true)] out ServerVersion? result)
    {
        const string ReplicationPrefix = "5.5.5-";
        result = null;
        var flavor = FlavorOf(version, comment);
        var text = flavor == ServerFlavor.MariaDb && version.StartsWith(ReplicationPrefix, StringComparison.Ordinal)
            ? version[ReplicationPrefix.Length..]
            : version;
        var length = 0;
        while (length < text.Length && (char.IsAsciiDigit(text[length]) || text[length] == '.'))
            length++;
        if (!Version.TryParse(text[..length], out var number) || number.Build < 0)
            return false;
        result = new ServerVersion(new Version(number.Major, number.Minor, number.Build), flavor, version);
        return true;
    }

    /// <summary>True when the server is this version or a later one.</summary>
    /// <param name="major">Major, as 8.</param>
    /// <param name="minor">Minor, as 4.</param>
    /// <param name="patch">Patch, as 0.</param>
    public bool IsAtLeast(int major, int minor, int patch) => Number >= new Version(major, minor, patch);

    /// <inheritdoc />
    public int CompareTo(ServerVersion? other) => Number.CompareTo(other?.Number);

    /// <inheritdoc />
    public override string ToString() => Text;

    private static ServerFlavor FlavorOf(string version, string comment) =>
        version.Contains("MariaDB", StringComparison.OrdinalIgnoreCase) || comment.Contains("MariaDB", StringComparison.OrdinalIgnoreCase)
            ? ServerFlavor.MariaDb
        : comment.Contains("Percona", StringComparison.OrdinalIgnoreCase)
            ? ServerFlavor.Percona
        : ServerFlavor.MySql;

    /// <summary>Left before right.</summary>
    public static bool operator <(ServerVersion left, ServerVersion right) => left.CompareTo(right) < 0;

    /// <summary>Left before or equal to right.</summary>
    public static bool operator <=(ServerVersion left, ServerVersion right) => left.CompareTo(right) <= 0;

    /// <summary>Left after right.</summary>
    public static bool operator >(ServerVersion left, ServerVersion right) => left.CompareTo(right) > 0;

    /// <summary>Left after or equal to right.</summary>
    public static bool operator >=(ServerVersion left, ServerVersion right) => left.CompareTo(right) >= 0;
}
