using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Failover.Election;
using MySqlOps.Engine.Failover.Members;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Replication.Gtids;
using MySqlOps.Engine.Replication.Status;

namespace MySqlOps.Engine.Tests.Failover.Election;

/// <summary>Servers, made up. P stands in sets for the primary's UUID, O for an older primary's, 1 to 9 before a colon for the replicas' own.</summary>
internal static class Members
{
    /// <summary>The primary's server_uuid.</summary>
    public const string Primary = "aaaaaaaa-0000-0000-0000-000000000001";

    private const string Older = "aaaaaaaa-0000-0000-0000-000000000000";

    /// <summary>What is known of the primary, and no wish.</summary>
    public static ElectionOptions Options { get; } = new() { PrimaryUuid = Primary, PrimaryHost = "db", PrimaryPort = 3306 };

    /// <summary>The server_uuid of a replica.</summary>
    public static string Uuid(int number) => $"bbbbbbbb-0000-0000-0000-{number:D12}";

    /// <summary>Reads <c>P:1-10,O:1-5,2:7</c>.</summary>
    public static GtidSet Set(string text) => GtidSet.Parse(string.Join(",", text.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(static part => part[0] switch
    {
        'P' => $"{Primary}{part[1..]}",
        'O' => $"{Older}{part[1..]}",
        var digit => $"{Uuid(digit - '0')}{part[1..]}",
    })));

    /// <summary>A replica of the primary.</summary>
    /// <param name="number">Its number; its port is 3306 more.</param>
    /// <param name="executed">Its gtid_executed.</param>
    /// <param name="retrieved">What it fetched; null for the primary's part of what it executed.</param>
    public static MemberFacts Replica(int number, string executed, string? retrieved = null) => new()
    {
        Server = new MySqlServer { Host = "db", Port = 3306 + number, User = "root" },
        Uuid = Uuid(number),
        ServerId = number,
        Version = Version("9.7.4"),
        GtidMode = "ON",
        GtidExecuted = Set(executed),
        IsBinaryLogOn = true,
        LogsReplicaUpdates = true,
        Channels =
        [
            new MemberChannel
            {
                Name = "", Host = "db", Port = 3306, SourceUuid = Primary, Receiver = ReceiverState.Connecting, Applier = ApplierState.On, UsesAutoPosition = true,
                Retrieved = retrieved is null ? Set(executed).WithSource(Primary) : Set(retrieved),
            },
        ],
    };

    /// <summary>The same server with its channel changed.</summary>
    public static MemberFacts With(this MemberFacts member, Func<MemberChannel, MemberChannel> change) => member with { Channels = [change(member.Channels![0])] };

    /// <summary>The same server with an applier that stopped by an error.</summary>
    public static MemberFacts Broken(this MemberFacts member) =>
        member.With(static channel => channel with { Applier = ApplierState.Off, ApplierError = new ReplicaError { Number = 1062, Text = "Duplicate entry." } });

    /// <summary>A version.</summary>
    public static ServerVersion Version(string text) => ServerVersion.TryParse(text, "MySQL Community Server", out var version) ? version : throw new ArgumentException(text, nameof(text));
}
