using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Replication.Gtids;
using MySqlOps.Engine.Replication.Setup;

namespace MySqlOps.Engine.Tests.Replication.Setup;

/// <summary>A source and a replica with which nothing is wrong, for tests that make one thing wrong.</summary>
internal static class Pair
{
    public const string SourceUuid = "11111111-1111-1111-1111-111111111111";
    public const string ReplicaUuid = "22222222-2222-2222-2222-222222222222";

    private static readonly HashSet<string> All =
    [
        "SUPER", "RELOAD", "SELECT", "INSERT", "CREATE USER", "REPLICATION SLAVE", "REPLICATION_SLAVE_ADMIN", "SYSTEM_VARIABLES_ADMIN", "CLONE_ADMIN", "BACKUP_ADMIN",
    ];

    /// <summary>The pair, the replica empty and without a channel.</summary>
    public static SetupFacts Make(Func<ServerSetupFacts, ServerSetupFacts>? source = null, Func<ServerSetupFacts, ServerSetupFacts>? replica = null, SetupOptions? options = null)
    {
        var first = Server(3310, 1, SourceUuid) with { Executed = Gtids(SourceUuid, 10), Databases = ["shop"], TablesByEngine = new Dictionary<string, long> { ["InnoDB"] = 1 }, ReplicationAccounts = [] };
        var second = Server(3311, 2, ReplicaUuid);
        return new SetupFacts
        {
            Source = source is null ? first : source(first),
            Replica = replica is null ? second : replica(second),
            Options = options ?? new SetupOptions { Password = new Secret("generated"), IsPasswordGenerated = true },
        };
    }

    /// <summary>The pair, the replica following.</summary>
    public static SetupFacts Following(Func<ChannelFacts, ChannelFacts>? channel = null, Func<ServerSetupFacts, ServerSetupFacts>? replica = null, SetupOptions? options = null)
    {
        var own = Channel();
        return Make(
            static source => source with { ReplicationAccounts = [("127.0.0.1", true)] },
            server =>
            {
                var running = server with { Executed = Gtids(SourceUuid, 10), Databases = ["shop"], IsSuperReadOnly = true, IsSuperReadOnlyPersisted = true, NetTimeoutSeconds = 4, Channels = [channel is null ? own : channel(own)] };
                return replica is null ? running : replica(running);
            },
            options);
    }

    /// <summary>A channel to the source that is as it should be.</summary>
    public static ChannelFacts Channel() => new()
    {
        Name = "",
        Host = "127.0.0.1",
        Port = 3310,
        User = SetupOptions.DefaultUser,
        UsesTls = true,
        RetryCount = 86_400,
        RetrySeconds = 1,
        HeartbeatSeconds = 1,
        SourceUuid = SourceUuid,
        Receiver = "ON",
        IsApplying = true,
    };

    public static ServerFacts Version(string version) => ServerVersion.TryParse(version, "", out var known) ? new ServerFacts(known) : throw new ArgumentException(version, nameof(version));

    public static GtidSet Gtids(string uuid, int last) => GtidSet.Of(uuid, "", 1, last);

    /// <summary>The check of that name; there must be one.</summary>
    public static ReplicationCheck Check(SetupFacts facts, string name)
    {
        var choice = ProvisionChoice.Make(facts);
        return Assert.Single(ReplicationJudge.JudgeSetup(facts, choice).Concat(ReplicationJudge.JudgeRunning(facts)), check => check.Name == name);
    }

    private static ServerSetupFacts Server(int port, long id, string uuid) => new()
    {
        Server = new MySqlServer { Host = "127.0.0.1", Port = port, User = "root" },
        Facts = Version("9.7.4"),
        ServerId = id,
        Uuid = uuid,
        HostName = "here",
        LogsChanges = true,
        LogsReplicatedChanges = true,
        Engines = new HashSet<string> { "InnoDB", "MyISAM" },
        Collation = "utf8mb4_0900_ai_ci",
        MaxPacketBytes = 64 * 1024 * 1024,
        MaxReplicaPacketBytes = 1024 * 1024 * 1024,
        OffersTls = true,
        BinaryLogs = [("binlog.000001", 500)],
        Privileges = All,
        GrantablePrivileges = All,
        NetTimeoutSeconds = 60,
        WorkerCount = 4,
        Platform = "Linux x86_64",
        PageBytes = 16384,
    };
}
