using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Catalog.CreateTable;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Load.Ledger;

namespace MySqlOps.Engine.Load.Plan;

/// <summary>The steps that make databases, views, routines, triggers, events and accounts.</summary>
internal static class ObjectSteps
{
    /// <summary>The step that makes a database, with the charset and options that it has in the export.</summary>
    /// <param name="target">Its name on the target.</param>
    /// <param name="script">Its script; null when the export has none.</param>
    public static LoadStep OfDatabase(string target, string? script) => new()
    {
        Phase = LoadPhase.Databases,
        Action = $"Create database {target}",
        Target = new ObjectName(target, ""),
        Statements = [$"CREATE DATABASE IF NOT EXISTS {SqlIdentifier.Quote(target)}{OptionsOf(script)}"],
    };

    /// <summary>The steps that make an object from its script.</summary>
    /// <param name="one">The object.</param>
    /// <param name="isReplaced">True when one of that name is dropped first.</param>
    public static IEnumerable<LoadStep> OfObject(ScopedObject one, bool isReplaced)
    {
        var word = one.Kind.ToLowerInvariant();
        if (isReplaced)
        {
            yield return new LoadStep
            {
                Phase = LoadPhase.Clearing,
                Action = $"Drop {word} {one.Target}",
                Reason = "it is there, and is to be replaced",
                Target = one.Target,
                Statements = [$"DROP {one.Kind} IF EXISTS {one.Target.Quoted}"],
            };
        }

        yield return new LoadStep
        {
            Phase = PhaseOf(one.Kind),
            Action = $"Create {word} {one.Target}",
            Reason = one.Table is { } table ? $"on {table}" : "",
            Target = one.Target,
            Script = one.Script,
            Record = new LedgerObject(one.Kind, one.Target.Database, one.Target.Name),
        };
    }

    /// <summary>The steps of accounts: all are made before anything is granted, because roles are granted to accounts.</summary>
    public static IEnumerable<LoadStep> OfAccounts(IReadOnlyList<AccountStatements> accounts)
    {
        foreach (var account in accounts)
            yield return OfAccount(account, account.Statements.Where(AccountStatements.IsCreation), "Create account");
        foreach (var account in accounts.Where(account => !account.Statements.All(AccountStatements.IsCreation)))
            yield return OfAccount(account, account.Statements.Where(statement => !AccountStatements.IsCreation(statement)), "Grant to");
    }

    private static LoadStep OfAccount(AccountStatements account, IEnumerable<string> statements, string verb) => new()
    {
        Phase = LoadPhase.Accounts,
        Action = $"{verb} {account.Account}",
        Target = new ObjectName("", account.Account),
        Statements = [.. statements],
        Record = new LedgerObject("ACCOUNT", "", account.Account),
    };

    private static LoadPhase PhaseOf(string kind) => kind switch
    {
        "VIEW" => LoadPhase.Views,
        "TRIGGER" => LoadPhase.Triggers,
        "EVENT" => LoadPhase.Events,
        _ => LoadPhase.Routines,
    };

    /// <summary>What follows the name in CREATE DATABASE.</summary>
    private static string OptionsOf(string? script)
    {
        if (script is null)
            return "";
        var tokens = SqlTokens.ReadScript(script);
        var name = tokens.SkipWhile(token => !token.IsWord("DATABASE")).FirstOrDefault(token => token.Kind == SqlTokenKind.Name);
        if (name.Kind == SqlTokenKind.None)
            return "";
        var end = tokens.Where(token => token.Start >= name.End && token.IsSymbol(';')).Select(token => token.Start).FirstOrDefault(script.Length);
        return script[name.End..end].TrimEnd();
    }
}
