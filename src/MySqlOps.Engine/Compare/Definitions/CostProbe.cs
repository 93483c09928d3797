using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Compare.Definitions.Scratch;
using MySqlOps.Engine.Compare.Sync;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Compare.Definitions;

/// <summary>Asks the server that would be changed what each change of a table costs: it is tried on an empty copy in a scratch database, the cheapest way first.</summary>
internal sealed class CostProbe(MySqlServer server, IOperationObserver observer)
{
    private static readonly (ChangeCost Cost, string Options)[] Ways =
    [
        (ChangeCost.Instant, "ALGORITHM=INSTANT"),
        (ChangeCost.Inplace, "ALGORITHM=INPLACE, LOCK=NONE"),
        (ChangeCost.InplaceBlocking, "ALGORITHM=INPLACE, LOCK=SHARED"),
        (ChangeCost.Copy, "ALGORITHM=COPY"),
    ];

    /// <summary>The same differences with their costs. A change of foreign keys alone can't be tried and is Unknown.</summary>
    /// <exception cref="MySqlOpsException">Any Connect error.</exception>
    public async Task<IReadOnlyList<MySqlDifference>> ProbeAsync(IReadOnlyList<MySqlDifference> differences, CancellationToken cancellationToken)
    {
        if (!differences.Any(IsProbed))
            return differences;
        ScratchDatabase scratch;
        try
        {
            scratch = await ScratchDatabase.CreateAsync(server, "to ask what changes cost", "", cancellationToken).ConfigureAwait(false);
        }
        catch (MySqlOpsException e) when (e.ServerErrorNumber is not null)
        {
            observer.Warning($"What the changes cost was not asked. {e.Message}");
            return [.. differences.Select(difference => IsProbed(difference) ? difference with { Cost = ChangeCost.Unknown } : difference)];
        }

        await using (scratch.ConfigureAwait(false))
        {
            var session = await Session.OpenAsync(server, cancellationToken).ConfigureAwait(false);
            await using (session.ConfigureAwait(false))
            {
                await ScratchTable.PrepareAsync(session, cancellationToken).ConfigureAwait(false);
                var probed = new List<MySqlDifference>();
                foreach (var difference in differences)
                    probed.Add(IsProbed(difference) ? difference with { Cost = await ProbeAsync(session, scratch.Name, difference, cancellationToken).ConfigureAwait(false) } : difference);
                return probed;
            }
        }
    }

    private static bool IsProbed(MySqlDifference difference) =>
        difference is { ObjectType: ComparedObject.Table, Kind: DifferenceKind.DefinitionDiffers, Forward: DefinitionChange };

    private async Task<ChangeCost> ProbeAsync(Session session, string scratch, MySqlDifference difference, CancellationToken cancellationToken)
    {
        var copy = new ObjectName(scratch, difference.ChangedName.Name);
        var parts = ((DefinitionChange)difference.Forward!).Parts
            .Where(part => part.Stage is ChangeStage.AlterTables or ChangeStage.AlterPartitions or ChangeStage.CreateTables && part.Object == difference.Goal?.Wanted.Name)
            .Select(part => ScratchTable.Redirect(part, copy))
            .ToArray();
        if (difference.Property == "name")
            return ChangeCost.Instant;
        if (parts.Length == 0)
            return ChangeCost.Unknown;
        try
        {
            await session.ExecuteAsync(ScratchTable.Create(await ScratchTable.ReadAsync(session, difference.ChangedName, cancellationToken).ConfigureAwait(false), copy), cancellationToken).ConfigureAwait(false);
            var costs = new List<ChangeCost>();
            foreach (var statement in ChangeOrder.Of(parts).Statements)
                costs.Add(await TryAsync(session, statement, copy, cancellationToken).ConfigureAwait(false));
            return costs.Max();
        }
        catch (MySqlOpsException e) when (e.ServerErrorNumber is not null)
        {
            observer.Verbose($"{server}: the change of {difference.ChangedName} could not be tried. {e.Message}");
            return ChangeCost.Unknown;
        }
        finally
        {
            if (!cancellationToken.IsCancellationRequested)
                await session.ExecuteAsync($"DROP TABLE IF EXISTS {copy.Quoted}", cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task<ChangeCost> TryAsync(Session session, OrderedStatement statement, ObjectName copy, CancellationToken cancellationToken)
    {
        var head = $"ALTER TABLE {copy.Quoted} ";
        var clauses = statement.Statement[head.Length..];

        // These two stand behind the clauses of an ALTER TABLE with a blank, everything else with a comma.
        var comma = clauses.StartsWith("PARTITION BY", StringComparison.Ordinal) || clauses.StartsWith("REMOVE PARTITIONING", StringComparison.Ordinal) ? "" : ",";
        foreach (var (cost, options) in Ways)
        {
            try
            {
                await session.ExecuteAsync($"{head}{options}{comma} {clauses}", cancellationToken).ConfigureAwait(false);
                return cost;
            }
            catch (MySqlOpsException e) when (e.ServerErrorNumber is not null && cost != ChangeCost.Copy)
            {
                // Not that way.
            }
        }

        return ChangeCost.Unknown;
    }
}
