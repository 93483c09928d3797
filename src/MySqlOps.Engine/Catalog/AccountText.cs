using MySqlOps.Engine.Catalog.CreateTable;

namespace MySqlOps.Engine.Catalog;

/// <summary>Takes apart what SHOW CREATE USER gives.</summary>
internal static class AccountText
{
    /// <summary>
    /// The statement without its default roles, and these as a statement of their own: a role can be somebody's default only after it was granted.
    /// </summary>
    /// <param name="statement">CREATE USER, its names in backticks.</param>
    public static (string Create, string? DefaultRoles) Split(string statement)
    {
        var tokens = SqlTokens.Read(statement);
        var account = tokens.SkipWhile(token => token.Kind != SqlTokenKind.Name).Take(3).ToArray();
        for (var i = 0; i + 2 < tokens.Count; i++)
        {
            if (!tokens[i].IsWord("DEFAULT") || !tokens[i + 1].IsWord("ROLE"))
                continue;
            var next = tokens.Skip(i + 2).FirstOrDefault(token => token.Kind is SqlTokenKind.Word);
            var end = next.Kind == SqlTokenKind.None ? statement.Length : next.Start;
            return (
                (statement[..tokens[i].Start] + statement[end..]).TrimEnd(),
                $"SET DEFAULT ROLE {statement[tokens[i + 2].Start..end].TrimEnd()} TO {statement[account[0].Start..account[^1].End]}");
        }

        return (statement, null);
    }
}
