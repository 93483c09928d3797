using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Failover.Diagnosis;
using MySqlOps.Engine.Failover.Members;
using MySqlOps.Engine.Replication.Status;

namespace MySqlOps.Engine.Tests.Failover.Diagnosis;

/// <summary>Looks at a primary, made up. A replica is written as one letter.</summary>
internal static class Looks
{
    /// <summary>All letters that <see cref="Witness"/> knows.</summary>
    public const string Letters = "LlGSQZBEADNX";

    /// <summary>The primary's server_uuid.</summary>
    public const string Uuid = "aaaaaaaa-0000-0000-0000-000000000001";

    /// <summary>For how long the primary has not answered.</summary>
    public static readonly TimeSpan Trouble = TimeSpan.FromSeconds(10);

    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    /// <summary>The primary.</summary>
    public static MySqlServer Primary { get; } = At(3306);

    /// <summary>A server.</summary>
    public static MySqlServer At(int port) => new() { Host = "db", Port = port, User = "root" };

    /// <summary>A replica, after the primary has been out of reach for <see cref="Trouble"/>.</summary>
    /// <param name="letter">
    /// L lost, with error 2003; l lost, with error 0; G has given up; S sees; Q connected, but quiet for 3 s; Z connected, but silent for long; B stopped; E broken; A turned away by the
    /// primary; D has no name resolution; N can't be asked; X follows another.
    /// </param>
    /// <param name="port">Its port.</param>
    public static WitnessFacts Witness(char letter, int port = 3307)
    {
        var facts = new WitnessFacts
        {
            Server = At(port),
            Uuid = $"bbbbbbbb-0000-0000-0000-{port:D12}",
            IsFollowing = true,
            SourceUuid = Uuid,
            Receiver = ReceiverState.On,
            Applier = ApplierState.On,
            HeartbeatInterval = TimeSpan.FromSeconds(1),
            HeartbeatCount = 100,
            LastHeartbeat = Now,
            Time = Now,
            ReadPosition = "binlog.000001:100",
        };
        return letter switch
        {
            'L' => facts with { Receiver = ReceiverState.Connecting, ReceiverError = Error(2003, TimeSpan.FromSeconds(1)) },
            'l' => facts with { Receiver = ReceiverState.Connecting },
            'G' => facts with { Receiver = ReceiverState.Off, ReceiverError = Error(2003, TimeSpan.FromSeconds(1)) },
            'S' => facts with { LastHeartbeat = Now - TimeSpan.FromSeconds(0.4) },
            'Q' => facts with { LastHeartbeat = Now - TimeSpan.FromSeconds(3) },
            'Z' => facts with { LastHeartbeat = Now - TimeSpan.FromSeconds(9) },
            'B' => facts with { Receiver = ReceiverState.Off },
            'E' => facts with { Receiver = ReceiverState.Off, ReceiverError = Error(13114, TimeSpan.FromSeconds(1)) },
            'A' => facts with { Receiver = ReceiverState.Connecting, ReceiverError = Error(1040, TimeSpan.FromSeconds(1)) },
            'D' => facts with { Receiver = ReceiverState.Connecting, ReceiverError = Error(2005, TimeSpan.FromSeconds(1)) },
            'N' => new WitnessFacts { Server = At(port), ErrorId = Engine.Foundation.ErrorId.ConnectTimeout, ErrorText = "It hangs." },
            'X' => facts with { IsFollowing = false, SourceUuid = null },
            _ => throw new ArgumentOutOfRangeException(nameof(letter), letter, "No such replica."),
        };
    }

    /// <summary>Replicas, one a letter.</summary>
    public static IReadOnlyList<WitnessFacts> Witnesses(string letters) => [.. letters.Select(static (letter, i) => Witness(letter, 3307 + i))];

    /// <summary>Replicas' words, one a letter.</summary>
    public static IReadOnlyList<PrimaryWitness> Words(string letters, TimeSpan? trouble) =>
        [.. Witnesses(letters).Select(facts => WitnessJudge.Judge(facts, null, trouble, false, new PrimaryRules()))];

    /// <summary>Our own look.</summary>
    public static PrimaryProbeResult Probe(PrimaryProbeOutcome outcome, PrimaryState? state = null) => new()
    {
        Outcome = outcome,
        Text = $"It is {outcome}.",
        State = outcome == PrimaryProbeOutcome.Answered ? state ?? State() : null,
    };

    /// <summary>What a healthy primary says.</summary>
    public static PrimaryState State() => new() { Uuid = Uuid, Uptime = TimeSpan.FromHours(1), MaxConnections = 151, ThreadsConnected = 10, CommitsUnderWay = 0, LongestCommit = TimeSpan.Zero, LongestAcknowledgement = TimeSpan.Zero };

    /// <summary>What a semi-synchronous primary says whose commits wait.</summary>
    public static PrimaryState Waiting(long clients, long waitCount, double longest, long acknowledged = 5) => State() with
    {
        LongestAcknowledgement = TimeSpan.FromSeconds(longest),
        SemiSync = new MemberSemiSync { IsSourceEnabled = true, IsSourceActive = true, WaitingSessions = 2, Clients = clients, WaitCount = waitCount, AcknowledgedTransactions = acknowledged, UnacknowledgedTransactions = 0 },
    };

    /// <summary>One look at a moment.</summary>
    public static PrimaryLook Look(PrimaryProbeOutcome outcome, string letters, double began, double took = 0, PrimaryState? state = null) => new()
    {
        Probe = Probe(outcome, state),
        Witnesses = Witnesses(letters),
        Began = TimeSpan.FromSeconds(began),
        Ended = TimeSpan.FromSeconds(began + took),
        At = Now,
    };

    /// <summary>An error that happened so long ago.</summary>
    public static ReplicaError Error(int number, TimeSpan ago) => new() { Number = number, Text = "It failed.", Time = Now - ago };
}
