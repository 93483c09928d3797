namespace MySqlOps.Engine.Catalog;

/// <summary>An account or role with all that it is granted.</summary>
internal sealed record AccountDefinition
{
    /// <summary>The user name; empty for the anonymous user.</summary>
    public required string User { get; init; }

    /// <summary>The host pattern.</summary>
    public required string Host { get; init; }

    /// <summary>What SHOW CREATE USER gives without its default roles, the password's hash printed as hexadecimal digits.</summary>
    public required string CreateStatement { get; init; }

    /// <summary>What SHOW GRANTS gives: privileges, partial revokes, proxies, roles.</summary>
    public required IReadOnlyList<string> Grants { get; init; }

    /// <summary>The statement that sets the default roles; null when it has none.</summary>
    public string? DefaultRoles { get; init; }

    /// <summary>As it stands in a statement, <c>'user'@'host'</c>.</summary>
    public string Quoted => $"{Foundation.SqlLiteral.Quote(User)}@{Foundation.SqlLiteral.Quote(Host)}";
}
