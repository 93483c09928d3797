using System.Globalization;
using System.Text;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Replication.Gtids;
using MySqlOps.Engine.Replication.Status;

namespace MySqlOps.Engine.Replication.Control;

/// <summary>Skips transactions on a replica.</summary>
/// <param name="observer">Hears how far it is.</param>
public sealed class TransactionSkipper(IOperationObserver observer)
{
    /// <summary>Transactions in one round trip.</summary>
    private const int BatchSize = 500;

    /// <summary>A transaction that a worker is applying at this moment is waited for no longer than this.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Plans it. Needs REPLICATION CLIENT, and for the blocking transaction SELECT on performance_schema.</summary>
    /// <exception cref="MySqlOpsException">ReplicationSkipRefused, ReplicationChannelMissing; any connection error; PrivilegeMissing; ServerUnsupported.</exception>
    public static async Task<ReplicaPlan> PlanAsync(MySqlServer server, SkipOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var session = await Session.OpenAsync(server, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            var facts = await ControlReader.ReadAsync(
                session, options.Sources, (_, executed) => options.Gtids is { } wanted && !executed.Contains(wanted), cancellationToken).ConfigureAwait(false);
            var errors = options.Gtids is null ? await ReadErrorsAsync(session, cancellationToken).ConfigureAwait(false) : new Dictionary<string, IReadOnlyList<ReplicaError>>(StringComparer.Ordinal);
            return SkipPlanner.Plan(server, new SkipFacts { Executed = facts.Executed, Channels = facts.Channels, Errors = errors, Sources = facts.Sources }, options);
        }
    }

    /// <summary>Runs the plan. Needs REPLICATION_APPLIER or SESSION_VARIABLES_ADMIN, for tags TRANSACTION_GTID_TAG too, and to start REPLICATION_SLAVE_ADMIN.</summary>
    /// <exception cref="MySqlOpsException">PrivilegeMissing; QueryTimeout when a transaction is being applied at this moment and does not end.</exception>
    public async Task SkipAsync(ReplicaPlan plan, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (plan.Steps.Count == 0)
        {
            observer.Verbose($"{plan.Server}: there is nothing to skip.");
            return;
        }

        var session = await Session.OpenAsync(plan.Server with { CommandTimeout = Patience }, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            var skipped = plan.Steps.Select(static step => step.Skipped).OfType<GtidSet>().ToList();
            await SkipAsync(session, skipped, cancellationToken).ConfigureAwait(false);
            foreach (var step in plan.Steps.Where(static step => step.Skipped is null))
                await session.ExecuteAsync(step.Sql, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task<IReadOnlyDictionary<string, IReadOnlyList<ReplicaError>>> ReadErrorsAsync(Session session, CancellationToken cancellationToken)
    {
        var progress = await ProgressReader.ReadAsync(session, cancellationToken).ConfigureAwait(false);
        return progress.ToDictionary(
            static channel => channel.Key,
            static channel => (IReadOnlyList<ReplicaError>)[.. channel.Value.Workers.Select(static worker => worker.Error).OfType<ReplicaError>()],
            StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Many in one round trip: the statements go as one text, and the server runs them one after another.</summary>
    private async Task SkipAsync(Session session, IReadOnlyList<GtidSet> sets, CancellationToken cancellationToken)
    {
        var all = sets.Sum(static set => set.Count);
        var done = 0L;
        foreach (var batch in sets.SelectMany(static set => set.Transactions).Chunk(BatchSize))
        {
            var text = new StringBuilder();
            foreach (var transaction in batch)
                text.Append("SET GTID_NEXT = ").Append(SqlLiteral.Quote(transaction)).Append("; BEGIN; COMMIT; ");
            text.Append("SET GTID_NEXT = 'AUTOMATIC'");
            await session.ExecuteAsync(text.ToString(), cancellationToken).ConfigureAwait(false);
            done += batch.Length;
            observer.Progress(new OperationProgress
            {
                Activity = $"Skipping transactions on {session.Server}",
                Status = string.Create(CultureInfo.CurrentCulture, $"{done:N0} of {all:N0}"),
                PercentComplete = (int)(100 * done / all),
                IsCompleted = done == all,
            });
        }
    }
}
