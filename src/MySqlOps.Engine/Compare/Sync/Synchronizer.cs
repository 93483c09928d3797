using System.Runtime.CompilerServices;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Compare.Sync;

/// <summary>
/// Removes the differences of one server: <see cref="PlanAsync"/> says what would be done and writes nothing, <see cref="ExecuteAsync"/> does that very plan. A run that was cancelled or killed is gone on
/// with by the same two calls with the same differences.
/// </summary>
/// <param name="server">The server that is to be changed.</param>
/// <param name="options">How.</param>
/// <param name="observer">Hears of warnings and progress.</param>
/// <param name="time">The clock.</param>
public sealed class Synchronizer(MySqlServer server, SyncOptions options, IOperationObserver observer, TimeProvider time)
{
    private readonly SyncTally _tally = new(server, time);

    /// <summary>What was done, up to now.</summary>
    public MySqlSync Outcome => _tally.Sum;

    /// <summary>Makes the plan.</summary>
    /// <param name="differences">The differences; those of other servers are refused.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="MySqlOpsException">The server can't be reached or read. What is wrong with the plan is in its refusals.</exception>
    public async Task<SyncPlan> PlanAsync(IReadOnlyList<MySqlDifference> differences, CancellationToken cancellationToken)
    {
        var session = await Session.OpenAsync(server, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            var facts = await new SyncReader(session, observer).ReadAsync(differences, options, cancellationToken).ConfigureAwait(false);
            return SyncPlanner.Plan(differences, facts with { Server = server }, options);
        }
    }

    /// <summary>Runs a plan. What became of a step is said as soon as it is done for good; what was refused comes first.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="cancellationToken">Cancels: the statement that runs is ended, the open transaction is rolled back, and the same differences go on from there.</param>
    /// <exception cref="MySqlOpsException">Any Sync or Connect error.</exception>
    public async IAsyncEnumerable<MySqlSyncStep> ExecuteAsync(SyncPlan plan, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var step in new SyncExecutor(plan, observer, time).RunAsync(cancellationToken).ConfigureAwait(false))
        {
            _tally.Add(step);
            yield return step;
        }
    }

    /// <summary>Differences by the server that they change, each in the order in which they came. Those of folders have none.</summary>
    public static IReadOnlyList<(MySqlServer? Server, IReadOnlyList<MySqlDifference> Differences)> ByServer(IEnumerable<MySqlDifference> differences) =>
        [.. differences.GroupBy(static difference => difference.Server?.Endpoint ?? "", StringComparer.Ordinal).Select(static group => (group.First().Server, (IReadOnlyList<MySqlDifference>)[.. group]))];
}
