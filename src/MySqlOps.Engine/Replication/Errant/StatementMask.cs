using System.Text;
using System.Text.RegularExpressions;

namespace MySqlOps.Engine.Replication.Errant;

/// <summary>
/// Statements of a binary log without what may be a secret. Where a statement can hold one (accounts, servers, FEDERATED tables, the grant tables), every text in it goes but the names of accounts
/// and plugins: rather a word too few than a password hash.
/// </summary>
internal static partial class StatementMask
{
    private const string Mask = "'***'";

    /// <summary>The statement as it may be shown.</summary>
    public static string Apply(string statement)
    {
        if (!MayHoldSecret().IsMatch(statement))
            return statement;
        var shown = new StringBuilder();
        var last = 0;
        foreach (Match text in Texts().Matches(statement))
        {
            shown.Append(statement, last, text.Index - last);
            shown.Append(IsName(statement, text) ? text.Value : Mask);
            last = text.Index + text.Length;
        }

        return shown.Append(statement, last, statement.Length - last).ToString();
    }

    /// <summary>A text beside an @ is an account's user or host; one after WITH names a plugin.</summary>
    private static bool IsName(string statement, Match text)
    {
        var before = statement.AsSpan(0, text.Index).TrimEnd();
        var after = statement.AsSpan(text.Index + text.Length).TrimStart();
        return before.EndsWith("@") || after.StartsWith("@") || before.EndsWith(" WITH", StringComparison.OrdinalIgnoreCase);
    }

    [GeneratedRegex(@"\b(IDENTIFIED|PASSWORD|CONNECTION|SERVER|USER|mysql)\b|_PASSWORD\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 2000)]
    private static partial Regex MayHoldSecret();

    /// <summary>Texts in either quotes, closed or cut off, and hexadecimal literals.</summary>
    [GeneratedRegex(@"'(?:[^'\\]|\\.|'')*(?:'|$)|""(?:[^""\\]|\\.|"""")*(?:""|$)|\b0x[0-9A-Fa-f]+", RegexOptions.Singleline | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 2000)]
    private static partial Regex Texts();
}
