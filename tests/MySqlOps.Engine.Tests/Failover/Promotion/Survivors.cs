using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Failover.Journal;
using MySqlOps.Engine.Failover.Members;
using MySqlOps.Engine.Failover.Promotion;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Replication.Gtids;
using MySqlOps.Engine.Replication.Status;

namespace MySqlOps.Engine.Tests.Failover.Promotion;

/// <summary>An old primary at port 3306 and its replicas from port 3307 on, made up.</summary>
internal static class Survivors
{
    /// <summary>The old primary's server_uuid.</summary>
    public const string Old = "aaaaaaaa-0000-0000-0000-000000003306";

    private static readonly DateTimeOffset Begun = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    /// <summary>The server_uuid of a replica.</summary>
    public static string Uuid(int port) => $"bbbbbbbb-0000-0000-0000-{port:D12}";

    /// <summary>A server.</summary>
    public static MySqlServer At(int port) => new() { Host = "db", Port = port, User = "root" };

    /// <summary>The old primary, which does not answer.</summary>
    public static MemberFacts Gone(ErrorId error = ErrorId.ConnectRefused) => new() { Server = At(3306), ErrorId = error, ErrorText = "It does not answer." };

    /// <summary>The old primary, which answers.</summary>
    public static MemberFacts Back(string executed = $"{Old}:1-10") => Replica(3306, executed) with { Uuid = Old, IsReadOnly = false, IsSuperReadOnly = false, Channels = [] };

    /// <summary>A replica that has executed so much, and follows the old primary.</summary>
    public static MemberFacts Replica(int port, string executed = $"{Old}:1-10", string retrieved = "") => new()
    {
        Server = At(port),
        Uuid = Uuid(port),
        ServerId = port,
        Version = Parse("9.7.4"),
        HostName = "db",
        Port = port,
        IsReadOnly = true,
        IsSuperReadOnly = true,
        GtidMode = "ON",
        GtidExecuted = GtidSet.Parse(executed),
        IsBinaryLogOn = true,
        LogsReplicaUpdates = true,
        Channels = [Channel() with { Retrieved = GtidSet.Parse(retrieved) }],
    };

    /// <summary>A channel that has lost its source.</summary>
    public static MemberChannel Channel(string source = Old, int port = 3306) => new()
    {
        Name = "",
        Host = "db",
        Port = port,
        SourceUuid = source,
        User = "repl",
        Receiver = ReceiverState.Connecting,
        Applier = ApplierState.On,
        UsesAutoPosition = true,
    };

    /// <summary>The facts.</summary>
    public static FailoverFacts Facts(MemberFacts old, params MemberFacts[] replicas) => new() { OldPrimary = old, Replicas = replicas, OldUuid = Old };

    /// <summary>A run in the journal.</summary>
    public static JournalEntry Entry(JournalState state, int? newPrimary = null, long epoch = 1) => new()
    {
        Epoch = epoch,
        RunId = "r",
        State = state,
        OldPrimary = "db:3306",
        OldPrimaryUuid = Old,
        NewPrimary = newPrimary is { } port ? $"db:{port}" : "",
        NewPrimaryUuid = newPrimary is { } known ? Uuid(known) : "",
        BegunAt = Begun,
        ChangedAt = Begun,
    };

    private static ServerVersion Parse(string text) => ServerVersion.TryParse(text, "MySQL Community Server - GPL", out var version) ? version : throw new ArgumentException(text, nameof(text));
}
