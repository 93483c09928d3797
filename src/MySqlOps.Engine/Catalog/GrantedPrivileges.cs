using System.Text;
using MySqlOps.Engine.Catalog.CreateTable;

namespace MySqlOps.Engine.Catalog;

/// <summary>What SHOW GRANTS says that an account may do on whole databases.</summary>
internal sealed class GrantedPrivileges
{
    private readonly List<(string? DatabasePattern, HashSet<string> Privileges)> _grants = [];

    /// <summary>Reads the rows of SHOW GRANTS.</summary>
    /// <param name="grants">The rows; those on tables, columns and routines, and grants of roles, do not count.</param>
    public GrantedPrivileges(IEnumerable<string> grants)
    {
        foreach (var grant in grants)
            Add(SqlTokens.Read(grant));
    }

    /// <summary>True when one of the privileges is granted on all databases or on this one.</summary>
    /// <param name="database">The database.</param>
    /// <param name="privileges">Privileges, any of which will do, in capitals.</param>
    public bool Has(string database, params ReadOnlySpan<string> privileges)
    {
        foreach (var (pattern, granted) in _grants)
        {
            if (pattern is not null && !Fits(pattern, database))
                continue;
            if (granted.Contains("ALL PRIVILEGES"))
                return true;
            foreach (var privilege in privileges)
            {
                if (granted.Contains(privilege))
                    return true;
            }
        }

        return false;
    }

    /// <summary>True when one of the privileges is granted on all databases.</summary>
    public bool HasGlobally(params ReadOnlySpan<string> privileges)
    {
        foreach (var privilege in privileges)
        {
            if (_grants.Exists(grant => grant.DatabasePattern is null && (grant.Privileges.Contains(privilege) || grant.Privileges.Contains("ALL PRIVILEGES"))))
                return true;
        }

        return false;
    }

    /// <summary>As LIKE does, whose wildcards a grant's database may hold (manual 15.7.1.6).</summary>
    private static bool Fits(string pattern, string name)
    {
        if (pattern.Length == 0)
            return name.Length == 0;
        if (pattern[0] == '%')
            return Fits(pattern[1..], name) || (name.Length > 0 && Fits(pattern, name[1..]));
        var isEscape = pattern[0] == '\\' && pattern.Length > 1;
        var wanted = isEscape ? pattern[1] : pattern[0];
        return name.Length > 0 && ((!isEscape && wanted == '_') || wanted == name[0]) && Fits(pattern[(isEscape ? 2 : 1)..], name[1..]);
    }

    private void Add(IReadOnlyList<SqlToken> tokens)
    {
        var on = tokens.TakeWhile(token => !token.IsWord("ON")).Count();
        if (tokens.Count == 0 || !tokens[0].IsWord("GRANT") || on + 3 >= tokens.Count || !tokens[on + 2].IsSymbol('.') || !tokens[on + 3].IsSymbol('*'))
            return;
        var privileges = new HashSet<string>(StringComparer.Ordinal);
        var name = new StringBuilder();
        foreach (var token in tokens.Take(on).Skip(1))
        {
            if (token.IsSymbol(','))
                privileges.Add(Take(name));
            else
                name.Append(name.Length > 0 ? " " : "").Append(token.Span);
        }

        privileges.Add(Take(name));
        _grants.Add((tokens[on + 1].Kind == SqlTokenKind.Name ? tokens[on + 1].Name : null, privileges));
    }

    private static string Take(StringBuilder name)
    {
        var text = name.ToString();
        name.Clear();
        return text;
    }
}
