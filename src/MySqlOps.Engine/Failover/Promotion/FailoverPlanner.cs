using System.Globalization;
using MySqlOps.Engine.Failover.Fence;
using MySqlOps.Engine.Failover.Lease;
using MySqlOps.Engine.Failover.Members;
using MySqlOps.Engine.Failover.Steps;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Failover.Promotion;

/// <summary>Decides how a failover goes, or why not. It asks nobody.</summary>
internal static class FailoverPlanner
{
    /// <summary>Makes the plan.</summary>
    public static FailoverPlan Plan(FailoverFacts facts, FailoverOptions options)
    {
        var resume = Resume.Decide(facts, options.IsForced);
        List<FailoverRefusal> refusals = [.. Refuse(facts, options, resume)];
        var steps = new FailoverSteps(facts, options);
        var choice = FailoverElection.Make(facts, options, resume.Kind is ResumeKind.GoOn or ResumeKind.Finish ? resume.Candidate!.Server.Endpoint : null);
        if (refusals.Count == 0 && resume.Kind is not (ResumeKind.Finish or ResumeKind.Recall))
        {
            if (choice.Candidate is null)
                refusals.Add(new FailoverRefusal(facts.OldPrimary.Server, choice.Refusal!.Value, choice.Reason));
            else if (Unproven(facts, options) is { } unproven)
                refusals.Add(unproven);
        }

        return new FailoverPlan
        {
            Server = facts.OldPrimary.Server,
            NewPrimary = resume.Kind == ResumeKind.Recall ? null : choice.Candidate?.Server,
            Options = options,
            IsResumed = resume.Kind != ResumeKind.None,
            Facts = facts,
            Refusals = refusals,
            Steps = refusals.Count > 0 ? [] : [.. Steps(facts, resume, choice, steps)],
            Notes = [.. Notes(facts, resume, choice, options)],
        };
    }

    /// <summary>The refusal where the fence can't be proven, as far as can be told before a script has run.</summary>
    private static FailoverRefusal? Unproven(FailoverFacts facts, FailoverOptions options)
    {
        if (facts.OldPrimary.IsReachable || options.FenceScript is not null)
            return null;
        var proof = FenceJudge.Judge(ProofFacts(facts, facts.OldPrimary, facts.OldUuid, options.AcceptsSplitBrainRisk));
        return proof.IsEnough ? null : new FailoverRefusal(facts.OldPrimary.Server, ErrorId.FailoverFenceUnproven, UnprovenText(proof));
    }

    /// <summary>What is known of a server that must not write.</summary>
    public static FenceFacts ProofFacts(FailoverFacts facts, MemberFacts server, string uuid, bool acceptsRisk) => new()
    {
        OldPrimary = server.Server.ToString(),
        IsSuperReadOnly = server.IsReachable ? server.IsSuperReadOnly : null,
        IsRefused = server.ErrorId == ErrorId.ConnectRefused,
        BootFenceSeen = facts.BootFences.TryGetValue(uuid, out var seen) ? seen : null,
        AcceptsRisk = acceptsRisk,
    };

    /// <summary>What to do about a fence that is not proven.</summary>
    public static string UnprovenText(FenceProof proof) =>
        $"{proof.Reason} Cut it off from its clients (-FenceScript does that, and says so by exit code 0), or make sure that it stays down and accept the risk of two writers by -AcceptSplitBrainRisk.";

    private static IEnumerable<FailoverRefusal> Refuse(FailoverFacts facts, FailoverOptions options, Resume resume)
    {
        var old = facts.OldPrimary;
        if (resume.Kind == ResumeKind.Moved)
            yield return new FailoverRefusal(old.Server, ErrorId.FailoverPrimaryMoved, resume.Reason);
        if (old.ErrorId == ErrorId.ServerUnsupported)
            yield return new FailoverRefusal(old.Server, ErrorId.ServerUnsupported, old.ErrorText!);
        if (old.IsReachable && !options.IsForced && resume.Kind is ResumeKind.None)
            yield return new FailoverRefusal(old.Server, ErrorId.FailoverPrimaryAlive, $"{old.Server} answers. A primary that lives hands over without a loss by Invoke-MySqlSwitchover; -AcceptLivePrimary fails over all the same.");
        foreach (var same in facts.All.Where(static member => member.Uuid.Length > 0).GroupBy(static member => member.Uuid, StringComparer.OrdinalIgnoreCase).Where(static same => same.Count() > 1))
            yield return new FailoverRefusal(same.First().Server, ErrorId.FailoverNoCandidate, $"{string.Join(" and ", same.Select(static member => member.Server))} are the same server. Name each once.");
        var (answer, needed) = (facts.Survivors.Count(), MajorityLease.Majority(facts.Replicas.Count));
        if (answer < needed)
        {
            yield return new FailoverRefusal(
                old.Server,
                ErrorId.FailoverNoMajority,
                string.Create(CultureInfo.InvariantCulture, $"{answer} of {facts.Replicas.Count} replicas answer, and {needed} must: who sees fewer may itself be cut off. Leave out of the command those that are gone for good. {string.Join(" ", facts.Replicas.Where(static replica => !replica.IsReachable).Select(static replica => replica.ErrorText))}"));
        }
    }

    private static IEnumerable<FailoverStep> Steps(FailoverFacts facts, Resume resume, FailoverElection choice, FailoverSteps steps)
    {
        if (resume.Kind == ResumeKind.Recall)
            return RecallPlanner.Plan(facts, RunRecord.Read(facts.Journal!.Document));
        var candidate = choice.Candidate!;
        List<FailoverStep> list = [];
        if (resume.Kind != ResumeKind.Finish)
        {
            if (facts.OldPrimary.IsReachable)
                list.AddRange([steps.Fence(), steps.Drain()]);
            list.AddRange(facts.Laggards().Select(laggard => steps.LiftDelay(laggard.Replica, laggard.Channel)));
            list.AddRange(steps.StopReceivers());
            list.AddRange(facts.Survivors.Where(replica => !replica.GtidExecuted.Contains(replica.GtidRetrieved)).Select(steps.Apply));
            list.Add(steps.Elect(candidate));
            list.AddRange(choice.Collects.Select(gift => steps.Collect(candidate, facts.Of(gift.From), gift.Transactions)));
            list.Add(steps.Prove(facts.OldPrimary.Server));
            list.AddRange(steps.Prepare(candidate));
            list.Add(steps.Promote(candidate));
        }

        foreach (var replica in facts.Replicas.Where(replica => replica.Server.Endpoint != candidate.Server.Endpoint))
        {
            var decision = FollowDecision.Decide(replica, candidate with { GtidExecuted = candidate.GtidReceived.Union(choice.Target) }, facts.ChannelOf(replica) is not null);
            if (decision is { CanFollow: true, IsFollowing: false })
                list.AddRange([steps.Repoint(replica, candidate), steps.Await(replica.Server, candidate)]);
            else if (!decision.CanFollow)
                list.Add(steps.Detach(replica.Server));
        }

        list.AddRange(steps.Persist(candidate));
        if (facts.OldPrimary.IsReachable)
            list.AddRange([steps.CutOff(), steps.Follow($"Have {facts.OldPrimary.Server} follow {candidate.Server}, if it has nothing of its own")]);
        return list;
    }

    private static IEnumerable<string> Notes(FailoverFacts facts, Resume resume, FailoverElection choice, FailoverOptions options)
    {
        if (resume.Reason.Length > 0 && resume.Kind != ResumeKind.Moved)
            yield return resume.Reason;
        if (choice.Candidate is not null)
            yield return choice.Reason;
        foreach (var advice in choice.Advice)
            yield return advice;
        if (choice.Candidate is not null && resume.Kind != ResumeKind.Finish)
            yield return $"Lost transactions: {choice.Loss.Text}";
        if (!facts.OldPrimary.IsReachable && facts.OldPrimary.ErrorText is { } error)
            yield return error;
        if (options.AcceptsSplitBrainRisk && !facts.OldPrimary.IsReachable)
            yield return $"Nothing but the acceptance of the risk may keep {facts.OldPrimary.Server} from taking writes when it comes back.";
    }
}
