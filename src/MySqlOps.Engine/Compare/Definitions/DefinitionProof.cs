using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Compare.Definitions.Scratch;
using MySqlOps.Engine.Compare.Definitions.Tables;
using MySqlOps.Engine.Compare.Sync;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Compare.Definitions;

/// <summary>
/// Proves the changes of tables before they are made: in a scratch database on the server that is changed, the tables are made as they are now, changed, and compared with what
/// they are to be. Foreign keys are left out: their parents are not there.
/// </summary>
internal static class DefinitionProof
{
    /// <summary>The stages whose parts are tried.</summary>
    private static readonly ChangeStage[] Stages = [ChangeStage.CreateTables, ChangeStage.AlterTables, ChangeStage.AlterPartitions];

    /// <summary>Proves. Only differences of tables count; others, and tables that go, are passed over. A property of a table that no difference is about is not looked at.</summary>
    /// <param name="server">The server that is changed.</param>
    /// <param name="differences">The differences that are to be removed.</param>
    /// <param name="observer">Hears of details.</param>
    /// <param name="cancellationToken">Cancels; the scratch database is dropped in any case.</param>
    /// <returns>What failed or is left over; empty when all is proven.</returns>
    /// <exception cref="MySqlOpsException">PrivilegeMissing: the account may not make the scratch database. Any Connect error.</exception>
    public static async Task<IReadOnlyList<ProofFailure>> ProveAsync(MySqlServer server, IReadOnlyCollection<MySqlDifference> differences, IOperationObserver observer, CancellationToken cancellationToken)
    {
        var tables = differences.Where(difference => difference is { Goal: not null, Forward: DefinitionChange }).GroupBy(difference => difference.ChangedName).ToArray();
        if (tables.Length == 0)
            return [];
        var scratch = await ScratchDatabase.CreateAsync(server, "to prove the changes of tables", "", cancellationToken).ConfigureAwait(false);
        await using (scratch.ConfigureAwait(false))
        {
            var session = await Session.OpenAsync(server, cancellationToken).ConfigureAwait(false);
            await using (session.ConfigureAwait(false))
            {
                await ScratchTable.PrepareAsync(session, cancellationToken).ConfigureAwait(false);
                var collations = await CollationFacts.ReadAsync(session, cancellationToken).ConfigureAwait(false);
                var failures = new List<ProofFailure>();
                foreach (var table in tables)
                {
                    observer.Verbose($"{server}: the changes of {table.Key} are tried in {scratch.Name}.");
                    if (await ProveAsync(session, scratch.Name, [.. table], collations, cancellationToken).ConfigureAwait(false) is { } reason)
                        failures.Add(new ProofFailure(table.Key, reason));
                }

                return failures;
            }
        }
    }

    private static async Task<string?> ProveAsync(Session session, string scratch, MySqlDifference[] differences, CollationFacts collations, CancellationToken cancellationToken)
    {
        var goal = differences[0].Goal!;
        var copy = new ObjectName(scratch, goal.Wanted.Name.Name);
        var isNew = differences.Any(difference => difference.Kind != DifferenceKind.DefinitionDiffers);
        try
        {
            if (!isNew)
                await session.ExecuteAsync(ScratchTable.Create(await ScratchTable.ReadAsync(session, differences[0].ChangedName, cancellationToken).ConfigureAwait(false), copy), cancellationToken).ConfigureAwait(false);
            var parts = differences.SelectMany(difference => ((DefinitionChange)difference.Forward!).Parts)
                .Where(part => Stages.Contains(part.Stage) && part.Object == goal.Wanted.Name)
                .DistinctBy(part => (part.Stage, part.Statement))
                .Select(part => ScratchTable.Redirect(part, copy));
            foreach (var statement in ChangeOrder.Of(parts).Statements)
                await session.ExecuteAsync(statement.Statement, cancellationToken).ConfigureAwait(false);
            var result = TableSpec.Read(goal.Wanted.Name, await ScratchTable.ReadAsync(session, copy, cancellationToken).ConfigureAwait(false), collations);
            var left = goal.Compare(result, []).Select(difference => difference.Property).Where(property => !property.StartsWith("foreign key ", StringComparison.Ordinal));
            var meant = isNew ? left : left.Intersect(differences.Select(difference => difference.Property!), StringComparer.Ordinal);
            string[] leftovers = [.. meant];
            return leftovers.Length == 0 ? null : $"There would still differ: {string.Join(", ", leftovers)}.";
        }
        catch (MySqlOpsException e) when (e.ServerErrorNumber is not null && e.Id is ErrorId.QueryFailed or ErrorId.PrivilegeMissing or ErrorId.TableMissing)
        {
            return e.Message;
        }
        finally
        {
            await DropAsync(session, copy, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task DropAsync(Session session, ObjectName copy, CancellationToken cancellationToken)
    {
        // A session that was cancelled is of no more use, and the database is dropped anyway.
        if (!cancellationToken.IsCancellationRequested)
            await session.ExecuteAsync($"DROP TABLE IF EXISTS {copy.Quoted}", cancellationToken).ConfigureAwait(false);
    }
}
