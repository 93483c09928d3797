using System.Runtime.CompilerServices;
using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Compare.Definitions.Sides;
using MySqlOps.Engine.Compare.Sync;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Compare.Definitions.Accounts;

/// <summary>Compares accounts and roles with all that they are granted. Those that the server made for itself are left out, and the one that is connected is never changed.</summary>
internal sealed class AccountComparer(DifferenceMaker maker, ComparisonTally tally, IOperationObserver observer)
{
    /// <summary>Compares.</summary>
    /// <param name="wanted">The side that is not changed.</param>
    /// <param name="present">The side that is.</param>
    /// <param name="areServers">False when one of them is a folder, which has no accounts.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async IAsyncEnumerable<MySqlDifference> CompareAsync(DefinitionSide wanted, DefinitionSide present, bool areServers, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!areServers)
        {
            tally.Note("Accounts were not compared: that takes two servers.");
            yield break;
        }

        var to = await ReadAsync(wanted, cancellationToken).ConfigureAwait(false);
        var from = await ReadAsync(present, cancellationToken).ConfigureAwait(false);
        var own = await present.Session.TextAsync("SELECT CURRENT_USER() AS account", cancellationToken).ConfigureAwait(false);
        var names = to.Keys.Union(from.Keys, StringComparer.Ordinal).ToList();
        tally.AddObjects(names.Count);
        foreach (var name in names)
        {
            var isOwn = (to.GetValueOrDefault(name) ?? from[name]) is var account && $"{account.User}@{account.Host}" == own;
            foreach (var difference in Compare(name, to.GetValueOrDefault(name), from.GetValueOrDefault(name)))
            {
                yield return !isOwn ? difference : difference with
                {
                    Forward = null,
                    Backward = null,
                    Unsupported = $"The account {name} is the one that compares: it is not changed from under itself.",
                };
            }
        }
    }

    /// <summary>The differences of one account.</summary>
    internal IEnumerable<MySqlDifference> Compare(string name, AccountDefinition? wanted, AccountDefinition? present)
    {
        var key = new ObjectKey(ComparedObject.Account, new ObjectName("", name));
        if (wanted is null || present is null)
        {
            var there = (wanted ?? present)!;
            yield return maker.Whole(key, Text(wanted), Text(present), Create(key, there), [Part(key, $"DROP USER {name}")], $"The account {name} is dropped.");
            yield break;
        }

        if (Definition(wanted.CreateStatement) != Definition(present.CreateStatement))
            yield return maker.Property(key, "account", AuthenticationText.Hide(wanted.CreateStatement), AuthenticationText.Hide(present.CreateStatement), One(key, Alter(wanted)), One(key, Alter(present)), null);
        var (to, from) = (GrantItem.Read(wanted.Grants, name).ToList(), GrantItem.Read(present.Grants, name).ToList());
        if (!to.Select(item => item.Grant).ToHashSet(StringComparer.Ordinal).SetEquals(from.Select(item => item.Grant)))
            yield return maker.Property(key, "grants", string.Join('\n', wanted.Grants), string.Join('\n', present.Grants), Change(key, from, to), Change(key, to, from), null);
        if (wanted.DefaultRoles != present.DefaultRoles)
            yield return maker.Property(key, "default roles", wanted.DefaultRoles, present.DefaultRoles, One(key, DefaultRoles(wanted)), One(key, DefaultRoles(present)), null);
    }

    private static string? Text(AccountDefinition? account) => account is null ? null : string.Join('\n', [AuthenticationText.Hide(account.CreateStatement), .. account.Grants, .. account.DefaultRoles is null ? Array.Empty<string>() : [account.DefaultRoles]]);

    private static string Definition(string create) => create[create.IndexOf("USER", StringComparison.Ordinal)..];

    private static string Alter(AccountDefinition account) => $"ALTER {Definition(account.CreateStatement)}";

    private static string DefaultRoles(AccountDefinition account) => account.DefaultRoles ?? $"SET DEFAULT ROLE NONE TO {account.Quoted}";

    private static ChangePart Part(ObjectKey key, string statement, IReadOnlyList<ObjectName>? needs = null) =>
        new() { Stage = ChangeStage.Accounts, Object = key.Name, Statement = statement, Needs = needs ?? [] };

    private static DefinitionChange One(ObjectKey key, string statement) => new() { Parts = [Part(key, statement)] };

    /// <summary>The roles must be there before they are granted.</summary>
    private static ChangePart Grant(ObjectKey key, GrantItem item) =>
        Part(key, item.Grant, [.. item.Roles.Select(role => new ObjectName("", $"{SqlLiteral.Quote(role.User)}@{SqlLiteral.Quote(role.Host)}"))]);

    private static List<ChangePart> Create(ObjectKey key, AccountDefinition account)
    {
        var parts = new List<ChangePart> { Part(key, account.CreateStatement) };
        parts.AddRange(GrantItem.Read(account.Grants, account.Quoted).Select(item => Grant(key, item)));
        if (account.DefaultRoles is not null)
            parts.Add(Part(key, account.DefaultRoles));
        return parts;
    }

    private static DefinitionChange Change(ObjectKey key, List<GrantItem> from, List<GrantItem> to)
    {
        var (had, gets) = (from.Select(item => item.Grant).ToHashSet(StringComparer.Ordinal), to.Select(item => item.Grant).ToHashSet(StringComparer.Ordinal));
        return new DefinitionChange
        {
            Parts = [.. from.Where(item => !gets.Contains(item.Grant)).Select(item => Part(key, item.Revoke)), .. to.Where(item => !had.Contains(item.Grant)).Select(item => Grant(key, item))],
        };
    }

    private async Task<IReadOnlyDictionary<string, AccountDefinition>> ReadAsync(DefinitionSide side, CancellationToken cancellationToken)
    {
        var accounts = await new AccountReader(side.Session, observer).ReadAsync([], [], cancellationToken).ConfigureAwait(false);
        return accounts.ToDictionary(account => account.Quoted, StringComparer.Ordinal);
    }
}
