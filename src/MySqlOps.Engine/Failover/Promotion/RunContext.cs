using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Failover.Lease;
using MySqlOps.Engine.Failover.Members;

namespace MySqlOps.Engine.Failover.Promotion;

/// <summary>What the stages of a failover share.</summary>
internal sealed class RunContext(FailoverFacts facts, FailoverOptions options, MajorityLease lease, StepRunner runner, TimeProvider time)
{
    /// <summary>The servers as they were last read.</summary>
    public FailoverFacts Facts { get; private set; } = facts;

    /// <summary>How the failover is to go.</summary>
    public FailoverOptions Options => options;

    /// <summary>The lease.</summary>
    public MajorityLease Lease => lease;

    /// <summary>Runs the steps.</summary>
    public StepRunner Runner => runner;

    /// <summary>The steps as they follow from what was last read.</summary>
    public FailoverSteps Steps => new(Facts, options);

    /// <summary>The clock.</summary>
    public TimeProvider Time => time;

    /// <summary>Waits on a member.</summary>
    public MemberWait Wait(MySqlServer server) => new(lease.Of(server), time);

    /// <summary>Reads the servers anew. What the journal and the boot fences say stays, and so does what the old primary said if it is not asked.</summary>
    public async Task ReadAsync(bool asksOld, CancellationToken cancellationToken)
    {
        var (old, replicas) = (Facts.OldPrimary, Facts.Replicas);
        var ofOld = asksOld ? MemberFactsReader.ReadAsync([old.Server], options.OldPrimaryTimeout, cancellationToken) : Task.FromResult<IReadOnlyList<MemberFacts>>([old]);
        var read = await MemberFactsReader.ReadAsync([.. replicas.Select(static replica => replica.Server)], options.AskTimeout, cancellationToken).ConfigureAwait(false);
        Facts = Facts with
        {
            Replicas = [.. read.Select(member => member with { PromotionRule = options.Rules.GetValueOrDefault(member.Server.Endpoint) })],
            OldPrimary = (await ofOld.ConfigureAwait(false))[0],
        };
    }
}
