using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Compare.Rows.Live;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Compare.Replicas;

/// <summary>
/// Compares the definitions of a source and its replica while both are in use. What differs may only not have arrived yet, so the replica is waited for until it has executed what the source had, and
/// they are compared again: what differs both times, differs.
/// </summary>
/// <param name="options">What is compared.</param>
/// <param name="clock">The GTIDs of both.</param>
/// <param name="findTrouble">Says why the replica stays behind.</param>
/// <param name="observer">Hears of progress.</param>
/// <param name="time">The clock.</param>
internal sealed class DefinitionCheck(CompareOptions options, IReplicaClock clock, Func<CancellationToken, Task<string?>> findTrouble, IOperationObserver observer, TimeProvider time)
{
    private const int Rounds = 5;
    private static readonly TimeSpan WaitPiece = TimeSpan.FromSeconds(1);

    /// <summary>Compares.</summary>
    public async Task<DefinitionOutcome> RunAsync(MySqlServer source, MySqlServer replica, CancellationToken cancellationToken)
    {
        IReadOnlyList<DefinitionFinding> seen = [];
        for (var round = 0; round < Rounds; round++)
        {
            if (round > 0 && await CatchUpAsync(cancellationToken).ConfigureAwait(false) is { } trouble)
                return new DefinitionOutcome(seen, trouble);
            var found = await CompareAsync(source, replica, cancellationToken).ConfigureAwait(false);
            var again = found.Where(one => seen.Any(other => other.Type == one.Type && other.Name == one.Name && other.Reason == one.Reason)).ToList();
            if (again.Count == found.Count)
                return new DefinitionOutcome(again, null);
            seen = found;
        }

        return new DefinitionOutcome(seen, "definitions were changed at each look");
    }

    /// <summary>Waits piece by piece, so that a replica that is stopped is noticed.</summary>
    /// <returns>Why the replica does not come to where its source is; null when it has.</returns>
    private async Task<string?> CatchUpAsync(CancellationToken cancellationToken)
    {
        var gtids = await clock.ReadAsync(cancellationToken).ConfigureAwait(false);
        if (gtids is null)
            return "a transaction of the source does not come to its end";
        var start = time.GetTimestamp();
        while (!await clock.WaitAsync(gtids, WaitPiece, cancellationToken).ConfigureAwait(false))
        {
            if (await findTrouble(cancellationToken).ConfigureAwait(false) is { } trouble)
                return trouble;
            if (time.GetElapsedTime(start) >= options.CatchUpTimeout)
                return "the replica did not execute in time what its source had";
        }

        return null;
    }

    private async Task<IReadOnlyList<DefinitionFinding>> CompareAsync(MySqlServer source, MySqlServer replica, CancellationToken cancellationToken)
    {
        // On a replica events are disabled, and the counter of AUTO_INCREMENT runs behind.
        var definitions = options with { Definitions = true, Rows = false, Ignore = options.Ignore | IgnoredProperty.AutoIncrement | IgnoredProperty.EventStatus };
        var differences = new List<MySqlDifference>();
        await foreach (var difference in new DatabaseComparer(ComparedSide.Of(source), ComparedSide.Of(replica), definitions, observer, time).CompareAsync(cancellationToken).ConfigureAwait(false))
            differences.Add(difference);
        return
        [
            .. differences
                .GroupBy(static difference => (difference.ObjectType, Name: new ObjectName(difference.Database, difference.Name)))
                .Select(static same => new DefinitionFinding(same.Key.ObjectType, same.Key.Name, Describe([.. same]), [.. same])),
        ];
    }

    private static string Describe(IReadOnlyList<MySqlDifference> differences) => differences[0].Kind switch
    {
        DifferenceKind.MissingOnTarget => "The replica lacks it.",
        DifferenceKind.MissingOnSource => "The source lacks it.",
        _ => $"The definition differs: {string.Join(", ", differences.Select(static difference => difference.Property ?? "as a whole"))}.",
    };
}
