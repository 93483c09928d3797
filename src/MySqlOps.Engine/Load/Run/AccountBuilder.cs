using System.Globalization;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Load.Ledger;
using MySqlOps.Engine.Load.Plan;
using MySqlOps.Engine.Load.Rows;

namespace MySqlOps.Engine.Load.Run;

/// <summary>Makes accounts and grants. One that is there already stays as it is; what the server refuses is named and left out. Statements hold password hashes: no message quotes them.</summary>
/// <param name="own">The accounts that an earlier run of this load made, or began to make.</param>
/// <param name="journal">Hears what was left out.</param>
internal sealed class AccountBuilder(IReadOnlySet<LedgerObject> own, LoadJournal journal)
{
    private readonly HashSet<string> _left = new(StringComparer.Ordinal);

    /// <summary>Runs a step.</summary>
    public async Task RunAsync(DataSession session, LoadStep step, CancellationToken cancellationToken)
    {
        var account = step.Target.Name;
        foreach (var statement in step.Statements)
        {
            if (_left.Contains(account))
                return;
            try
            {
                var outcome = await session.ExecuteAsync(statement, cancellationToken).ConfigureAwait(false);
                if (outcome.Warnings > 0 && AccountStatements.IsCreation(statement))
                    await LookAtWarningsAsync(session, account, step, cancellationToken).ConfigureAwait(false);
            }
            catch (MySqlOpsException e) when (e.ServerErrorNumber is { } number && e.Id != ErrorId.ConnectionLost)
            {
                Refused(account, statement, number);
            }
        }
    }

    private async Task LookAtWarningsAsync(DataSession session, string account, LoadStep step, CancellationToken cancellationToken)
    {
        var warnings = await ServerWarnings.ReadAsync(session, 10, cancellationToken).ConfigureAwait(false);
        if (!warnings.Any(warning => warning.Code == ServerErrorNumber.AccountExists) || own.Contains(step.Record!))
            return;
        _left.Add(account);
        journal.Warn($"The account {account} is there already and stays as it is.");
    }

    private void Refused(string account, string statement, int number)
    {
        if (AccountStatements.IsCreation(statement))
        {
            _left.Add(account);
            var reason = number == ServerErrorNumber.PluginIsNotLoaded ? "its authentication plugin is not loaded there" : "the server refused it";
            journal.Warn(string.Create(CultureInfo.InvariantCulture, $"The account {account} was not made: {reason} (error {number})."));
        }
        else
        {
            journal.Warn(string.Create(CultureInfo.InvariantCulture, $"A grant to {account} was refused (error {number}): a privilege, role or object that the server lacks, or that the connected account may not grant."));
        }
    }
}
