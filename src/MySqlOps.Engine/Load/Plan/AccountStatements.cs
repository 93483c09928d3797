using MySqlOps.Engine.Catalog.CreateTable;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Load.Plan;

/// <summary>The statements about one account, from a script with many.</summary>
/// <param name="Account">The account, as <c>'user'@'host'</c>.</param>
/// <param name="Statements">Its statements, in their order: CREATE USER or ROLE first.</param>
internal sealed record AccountStatements(string Account, IReadOnlyList<string> Statements)
{
    /// <summary>Sorts statements by account: first each account's making, and all that grants something afterwards, because a role must be there to be granted.</summary>
    /// <param name="statements">CREATE USER, CREATE ROLE, ALTER USER, GRANT, REVOKE and SET DEFAULT ROLE; others belong to none and are left out.</param>
    public static IReadOnlyList<AccountStatements> Sort(IEnumerable<string> statements) =>
        [.. statements
            .Select(statement => (Account: AccountOf(statement), statement))
            .Where(pair => pair.Account is not null)
            .GroupBy(pair => pair.Account!, pair => pair.statement, StringComparer.Ordinal)
            .Select(group => new AccountStatements(group.Key, [.. group]))];

    /// <summary>True for a statement that makes the account.</summary>
    public static bool IsCreation(string statement) => SqlTokens.Read(statement) is [var first, ..] && first.IsWord("CREATE");

    /// <summary>The account that a statement is about; null when there is none.</summary>
    internal static string? AccountOf(string statement)
    {
        var tokens = SqlTokens.Read(statement);
        if (tokens.Count == 0)
            return null;
        var marker = tokens[0].IsWord("GRANT") || tokens[0].IsWord("SET") ? "TO" : tokens[0].IsWord("REVOKE") ? "FROM" : null;
        var start = marker is null ? 0 : tokens.TakeWhile(token => !token.IsWord(marker)).Count();
        for (var i = start; i + 2 < tokens.Count; i++)
        {
            if (tokens[i + 1].IsSymbol('@') && Text(tokens[i]) is { } user && Text(tokens[i + 2]) is { } host)
                return $"{SqlLiteral.Quote(user)}@{SqlLiteral.Quote(host)}";
        }

        return null;
    }

    private static string? Text(SqlToken token) => token.Kind switch
    {
        SqlTokenKind.Name => token.Name,
        SqlTokenKind.Text => token.Span[1..^1].ToString().Replace("''", "'", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal),
        _ => null,
    };
}
