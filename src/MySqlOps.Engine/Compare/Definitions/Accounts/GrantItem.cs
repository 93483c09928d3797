using MySqlOps.Engine.Catalog.CreateTable;

namespace MySqlOps.Engine.Compare.Definitions.Accounts;

/// <summary>One right of an account: a privilege on an object, a role, a restriction.</summary>
/// <param name="Grant">The statement that gives it.</param>
/// <param name="Revoke">The statement that takes it away.</param>
/// <param name="Roles">The roles that it gives, as <c>'user'@'host'</c>.</param>
internal sealed record GrantItem(string Grant, string Revoke, IReadOnlyList<(string User, string Host)> Roles)
{
    /// <summary>Takes rows of SHOW GRANTS apart.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="account">The account, as it stands in statements.</param>
    public static IEnumerable<GrantItem> Read(IEnumerable<string> rows, string account) => rows.SelectMany(row => Read(row, account));

    private static IEnumerable<GrantItem> Read(string row, string account)
    {
        SqlToken[] tokens = [.. SqlTokens.Read(row)];
        var isRevoke = tokens[0].IsWord("REVOKE");
        var to = Array.FindLastIndex(tokens, token => token.IsWord(isRevoke ? "FROM" : "TO"));
        var on = Array.FindIndex(tokens, 0, to, token => token.IsWord("ON"));
        var hasOption = Array.FindIndex(tokens, to, token => token.IsWord("OPTION")) > 0;
        var names = Split(row, tokens[1..(on < 0 ? to : on)]).ToArray();
        if (on < 0)
            return names.Select(role => new GrantItem($"GRANT {role} TO {account}{(hasOption ? " WITH ADMIN OPTION" : "")}", $"REVOKE {role} FROM {account}", [RoleOf(role)]));
        var place = row[tokens[on + 1].Start..tokens[to - 1].End];
        if (isRevoke)
            return names.Select(name => new GrantItem($"REVOKE {name} ON {place} FROM {account}", $"GRANT {name} ON {place} TO {account}", []));
        var items = new List<GrantItem>();
        foreach (var name in names.Where(name => name != "USAGE"))
        {
            // Dynamic privileges have the option each for itself, static ones all together on their level.
            var isDynamic = name.Contains('_', StringComparison.Ordinal) || name == "PROXY";
            items.Add(new GrantItem($"GRANT {name} ON {place} TO {account}{(isDynamic && hasOption ? " WITH GRANT OPTION" : "")}", $"REVOKE {name} ON {place} FROM {account}", []));
        }

        if (hasOption && names.Any(name => !name.Contains('_', StringComparison.Ordinal) && name != "PROXY"))
            items.Add(new GrantItem($"GRANT USAGE ON {place} TO {account} WITH GRANT OPTION", $"REVOKE GRANT OPTION ON {place} FROM {account}", []));
        return items;
    }

    /// <summary>The texts between commas outside of parentheses: a privilege may have a list of columns.</summary>
    private static IEnumerable<string> Split(string row, SqlToken[] tokens)
    {
        var (depth, start) = (0, tokens[0].Start);
        for (var i = 0; i < tokens.Length; i++)
        {
            depth += tokens[i].IsSymbol('(') ? 1 : tokens[i].IsSymbol(')') ? -1 : 0;
            if (depth > 0 || !tokens[i].IsSymbol(','))
                continue;
            yield return row[start..tokens[i - 1].End];
            start = tokens[i + 1].Start;
        }

        yield return row[start..tokens[^1].End];
    }

    private static (string User, string Host) RoleOf(string role)
    {
        SqlToken[] tokens = [.. SqlTokens.Read(role)];
        return (tokens[0].Name, tokens.Length > 2 ? tokens[2].Name : "%");
    }
}
