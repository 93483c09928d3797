using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Replication.Gtids;
using MySqlOps.Engine.Replication.Status;

namespace MySqlOps.Engine.Tests.Replication.Status;

/// <summary>Facts and statuses of a replica that is well, for tests to spoil.</summary>
internal static class Handmade
{
    public const string SourceUuid = "3e11fa47-71ca-11e1-9e33-c80aa9429562";
    public const string OwnUuid = "b9b4712a-df64-11e3-b391-60672090eb04";

    public static MySqlServer Server { get; } = new() { Host = "db2", User = "root" };

    public static ChannelFacts Channel { get; } = new()
    {
        Name = "",
        Host = "db1",
        Port = 3306,
        User = "repl",
        SourceUuid = SourceUuid,
        Receiver = ReceiverState.On,
        Applier = ApplierState.On,
        Retrieved = $"{SourceUuid}:1-10",
        Executed = $"{SourceUuid}:1-10",
        AutoPosition = true,
        Filters = [],
        RetryInterval = 1,
        RetryCount = 86400,
    };

    public static ReplicaStatus Status { get; } = new()
    {
        Server = Server,
        Channel = "",
        Host = "db1",
        Port = 3306,
        User = "repl",
        SourceUuid = SourceUuid,
        ServerUuid = OwnUuid,
        ReceiverState = ReceiverState.On,
        ApplierState = ApplierState.On,
        RetrievedGtidSet = Set("1-10"),
        ExecutedGtidSet = Set("1-10"),
        MissingGtidSet = GtidSet.Empty,
        ErrantGtidSet = GtidSet.Empty,
        Lag = TimeSpan.Zero,
        LagBasis = LagBasis.CaughtUp,
        SecondsBehind = 0,
        Workers = [],
        SemiSync = new SemiSyncState(),
        IsReadOnly = true,
        IsSuperReadOnly = true,
        AutoPosition = true,
        RetryInterval = TimeSpan.FromSeconds(1),
        RetryCount = 86400,
        NetTimeout = TimeSpan.FromSeconds(4),
        Time = DateTimeOffset.UnixEpoch,
    };

    /// <summary>Transactions of the source.</summary>
    public static GtidSet Set(string intervals) => GtidSet.Parse($"{SourceUuid}:{intervals}");

    /// <summary>An error that stops a thread.</summary>
    public static ReplicaError Error(string? transaction = null) => new() { Number = 1062, Text = "Duplicate entry", Transaction = transaction };
}
