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
/// <param name="observer">Hears of progress.</param>
/// <param name="time">The clock.</param>
internal sealed class DefinitionCheck(CompareOptions options, IReplicaClock clock, IOperationObserver observer, TimeProvider time)
{
    private const int Rounds = 5;

    /// <summary>Compares.</summary>
    /// <returns>What differs; null when the replica does not get to where its source is.</returns>
    public async Task<IReadOnlyList<DefinitionFinding>?> RunAsync(MySqlServer source, MySqlServer replica, CancellationToken cancellationToken)
    {
        IReadOnlyList<DefinitionFinding> seen = [];
        for (var round = 0; round < Rounds; round++)
        {
            if (round > 0 && !await CatchUpAsync(cancellationToken).ConfigureAwait(false))
                return null;
            var found = await CompareAsync(source, replica, cancellationToken).ConfigureAwait(false);
            var again = found.Where(one => seen.Any(other => other.Type == one.Type && other.Name == one.Name && other.Reason == one.Reason)).ToList();
            if (again.Count == found.Count)
                return again;
            seen = found;
        }

        // Objects that are altered all the time: what is the same in the last two looks was said already, the rest is left.
        return [];
    }

    private async Task<bool> CatchUpAsync(CancellationToken cancellationToken)
    {
        var gtids = await clock.ReadAsync(cancellationToken).ConfigureAwait(false);
        return gtids is not null && await clock.WaitAsync(gtids, options.CatchUpTimeout, cancellationToken).ConfigureAwait(false);
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
