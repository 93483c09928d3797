using System.Security.Cryptography;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Replication.Setup;

/// <summary>The account that replicas log in with, with REPLICATION SLAVE and nothing else.</summary>
internal static class ReplicationAccount
{
    /// <summary>Letters and digits, because not every tool quotes well. The server takes 32 characters at most (manual 15.4.2.2).</summary>
    private const string PasswordCharacters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    /// <summary>A password for it, of which validate_password approves.</summary>
    public static Secret MakePassword() => new($"{RandomNumberGenerator.GetString(PasswordCharacters, 24)}-aZ7");

    /// <summary>The account as SQL names it.</summary>
    public static string Name(SetupFacts facts) => $"{SqlLiteral.Quote(facts.Options.ReplicationUser)}@{SqlLiteral.Quote(facts.AccountHost)}";

    /// <summary>The statements that make it, as a plan shows them.</summary>
    /// <param name="facts">The two servers.</param>
    /// <param name="password">The password; null shows that there is one.</param>
    public static IReadOnlyList<string> Statements(SetupFacts facts, Secret? password)
    {
        // Several replicas make it at once, with one password.
        var require = facts is { UsesTls: true, IsLoopback: false } ? " REQUIRE SSL" : "";
        List<string> statements = [];
        if (facts.Source.ReplicationAccounts is not { Count: > 0 } accounts)
        {
            statements.Add($"CREATE USER IF NOT EXISTS {Name(facts)} IDENTIFIED BY {(password is null ? "<password>" : SqlLiteral.Quote(password.Reveal()))}{require}");
            statements.Add($"GRANT REPLICATION SLAVE ON *.* TO {Name(facts)}");
        }
        else
        {
            statements.AddRange(accounts.Select(account => $"GRANT REPLICATION SLAVE ON *.* TO {SqlLiteral.Quote(facts.Options.ReplicationUser)}@{SqlLiteral.Quote(account.Host)}"));
        }

        return statements;
    }
}
