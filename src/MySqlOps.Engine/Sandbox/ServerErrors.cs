namespace MySqlOps.Engine.Sandbox;

/// <summary>The errors in what a server logged (manual 7.4.2.6, "Error Log Output Format").</summary>
internal static class ServerErrors
{
    private const string Mark = " [ERROR] ";

    private const string Program = "mysqld: ";

    /// <summary>"Can't start server: Bind on TCP/IP port".</summary>
    private const string BindFailed = "[MY-010262]";

    /// <summary>The last words of every failed start, after the reason: "Aborting" and "Failed to start mysqld daemon".</summary>
    private static readonly string[] LastWords = ["[MY-010119]", "[MY-010946]"];

    private const int MostQuoted = 5;

    /// <summary>True when the server's port was in use.</summary>
    public static bool SayPortTaken(string log) => Lines(log).Any(line => line.StartsWith(BindFailed, StringComparison.Ordinal));

    /// <summary>The errors for a message, each with its code; the fallback when there is none.</summary>
    public static string Quote(string log, string fallback)
    {
        var lines = Lines(log).Where(line => !Array.Exists(LastWords, words => line.StartsWith(words, StringComparison.Ordinal))).ToArray();

        // Some reasons are written by the libraries below the server, which know no format.
        if (lines.Length == 0)
            lines = [.. log.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(line => line.StartsWith(Program, StringComparison.Ordinal))];
        return lines.Length == 0 ? fallback : string.Join(" | ", lines.Distinct(StringComparer.Ordinal).Take(MostQuoted));
    }

    private static IEnumerable<string> Lines(string log) => log.Split('\n')
        .Select(line => (Line: line, At: line.IndexOf(Mark, StringComparison.Ordinal)))
        .Where(found => found.At >= 0)
        .Select(found => found.Line[(found.At + Mark.Length)..].Trim());
}
