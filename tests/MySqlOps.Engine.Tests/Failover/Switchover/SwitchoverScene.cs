using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Failover.Members;
using MySqlOps.Engine.Failover.Steps;
using MySqlOps.Engine.Failover.Switchover;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Replication.Gtids;
using MySqlOps.Engine.Replication.Status;

namespace MySqlOps.Engine.Tests.Failover.Switchover;

/// <summary>A healthy topology of three servers for the planner; tests change what they are about.</summary>
internal static class SwitchoverScene
{
    public const string PrimaryUuid = "00000000-0000-0000-0000-000000000001";
    public const string CandidateUuid = "00000000-0000-0000-0000-000000000002";
    public const string OtherUuid = "00000000-0000-0000-0000-000000000003";

    /// <summary>db1 with its replicas db2 and db3; db2 is the candidate.</summary>
    public static SwitchoverFacts Healthy()
    {
        var candidate = Replica("db2", CandidateUuid);
        return new SwitchoverFacts
        {
            Primary = Member("db1", PrimaryUuid) with { EventScheduler = "ON" },
            Replicas = [candidate, Replica("db3", OtherUuid)],
            Candidates = [candidate.Server],
            Logins = new Dictionary<string, ReplicationLogin> { [CandidateUuid] = new("repl", new Secret("hush-4711")) },
            ReplicationUsers = new Dictionary<string, IReadOnlySet<string>> { [CandidateUuid] = new HashSet<string> { "repl" } },
            Settings = new Dictionary<string, ChannelSettings> { [CandidateUuid] = ChannelSettings.Of(true, "STREAM", true) },
        };
    }

    /// <summary>The same with another primary.</summary>
    public static SwitchoverFacts WithPrimary(this SwitchoverFacts facts, Func<MemberFacts, MemberFacts> change) => facts with { Primary = change(facts.Primary) };

    /// <summary>The same with another candidate.</summary>
    public static SwitchoverFacts WithCandidate(this SwitchoverFacts facts, Func<MemberFacts, MemberFacts> change) => facts with { Replicas = [change(facts.Replicas[0]), .. facts.Replicas.Skip(1)] };

    /// <summary>The same with another third server.</summary>
    public static SwitchoverFacts WithOther(this SwitchoverFacts facts, Func<MemberFacts, MemberFacts> change) => facts with { Replicas = [facts.Replicas[0], change(facts.Replicas[1])] };

    /// <summary>The same member with another channel.</summary>
    public static MemberFacts WithChannel(this MemberFacts member, Func<MemberChannel, MemberChannel> change) => member with { Channels = [change(member.Channels![0])] };

    /// <summary>The plan.</summary>
    public static SwitchoverPlan Plan(this SwitchoverFacts facts, SwitchoverOptions? options = null) => SwitchoverPlanner.Plan(facts, options ?? new SwitchoverOptions());

    /// <summary>The steps of a kind.</summary>
    public static FailoverStep Step(this SwitchoverPlan plan, FailoverStepKind kind, string host) => plan.Steps.First(step => step.Kind == kind && step.Server.Host == host);

    /// <summary>A step's statements as they are shown.</summary>
    public static string Text(this IEnumerable<StepStatement> statements) => string.Join("; ", statements);

    private static MemberFacts Member(string host, string uuid) => new()
    {
        Server = new MySqlServer { Host = host, User = "root" },
        Uuid = uuid,
        ServerId = uuid[^1] - '0',
        Version = ServerVersion.TryParse("9.7.4", "", out var version) ? version : throw new InvalidOperationException(),
        HostName = host,
        Port = 3306,
        GtidMode = "ON",
        GtidConsistency = "ON",
        GtidExecuted = GtidSet.Of(PrimaryUuid, "", 1, 100),
        IsBinaryLogOn = true,
        LogsReplicaUpdates = true,
        EventScheduler = "ON",
        IsBootFenced = false,
    };

    private static MemberFacts Replica(string host, string uuid) => Member(host, uuid) with
    {
        IsReadOnly = true,
        IsSuperReadOnly = true,
        Channels =
        [
            new MemberChannel
            {
                Name = "main",
                Host = "db1",
                Port = 3306,
                SourceUuid = PrimaryUuid,
                User = "repl",
                Receiver = ReceiverState.On,
                Applier = ApplierState.On,
                UsesAutoPosition = true,
                RetryInterval = TimeSpan.FromSeconds(1),
                RetryCount = 777,
                HeartbeatInterval = TimeSpan.FromSeconds(1.5),
                Tls = new MemberChannelTls { IsUsed = true, VerifiesServer = true, CaFile = "/etc/ca.pem" },
            },
        ],
    };
}
