using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Sandbox;
using MySqlOps.Engine.ServerTests.Servers;

namespace MySqlOps.Engine.ServerTests.Connect;

/// <summary>Accounts for one test.</summary>
public static class TestAccounts
{
    /// <summary>Makes an account that logs in over TCP from this machine, and gives the server as seen by it.</summary>
    /// <param name="sandbox">Where.</param>
    /// <param name="name">The user's name; an account of that name is dropped first.</param>
    /// <param name="clauses">What follows IDENTIFIED BY in CREATE USER.</param>
    /// <param name="grants">What is granted, as <c>SELECT ON *.*</c>.</param>
    public static async Task<MySqlServer> CreateAsync(MySqlSandbox sandbox, string name, string clauses = "", params string[] grants)
    {
        var password = $"pw-{Guid.NewGuid():N}";
        var account = $"'{name}'@'127.0.0.1'";
        var statements = new List<string>
        {
            $"DROP USER IF EXISTS {account};",
            $"CREATE USER {account} IDENTIFIED BY '{password}' {clauses};",
        };
        statements.AddRange(grants.Select(grant => $"GRANT {grant} TO {account};"));
        await ClientProgram.QueryAsync(sandbox, string.Join('\n', statements));
        return (sandbox.Server with { User = name }).WithPassword(password);
    }
}
