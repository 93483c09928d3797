using System.Text.RegularExpressions;

namespace MySqlOps.Engine.Replication.Errant;

/// <summary>Tells whether a logged statement changes rows or something else.</summary>
internal static partial class StatementVerb
{
    /// <summary>True for a statement that changes rows, as one that was logged as text with binlog_format = STATEMENT.</summary>
    public static bool ChangesRows(string statement) => RowVerb().IsMatch(statement);

    /// <summary>Comments may stand before the first word; a client may have sent them.</summary>
    [GeneratedRegex(@"\A(?:\s|/\*(?!!).*?\*/|(?:--\s|\#)[^\n]*\n)*(?:INSERT|UPDATE|DELETE|REPLACE|LOAD|CALL|DO|SELECT|WITH|XA)\b", RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 2000)]
    private static partial Regex RowVerb();
}
