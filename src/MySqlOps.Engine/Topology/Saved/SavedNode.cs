using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Topology.Saved;

/// <summary>A node in a file: all of <see cref="MySqlTopologyNode"/>, of its server only where it is and for whom.</summary>
internal sealed record SavedNode
{
    public required string Host { get; init; }

    public required int Port { get; init; }

    public string? Socket { get; init; }

    public required string User { get; init; }

    public required int Depth { get; init; }

    public required TopologyRole Role { get; init; }

    public required TopologyState State { get; init; }

    public string? Source { get; init; }

    public IReadOnlyList<TopologyLink> Links { get; init; } = [];

    public IReadOnlyList<string> Replicas { get; init; } = [];

    public TimeSpan? Lag { get; init; }

    public GtidState? GtidState { get; init; }

    public string? Version { get; init; }

    public bool? IsReadOnly { get; init; }

    public bool? IsSuperReadOnly { get; init; }

    public SemiSyncSide? SemiSync { get; init; }

    public TimeSpan? Delay { get; init; }

    public IReadOnlyList<string> Filters { get; init; } = [];

    public string? ServerUuid { get; init; }

    public long? ServerId { get; init; }

    public string? HostName { get; init; }

    public string? GtidMode { get; init; }

    public string? GtidExecuted { get; init; }

    public string? ErrantGtids { get; init; }

    public string? BinaryLogFormat { get; init; }

    public bool? LogsReplicaUpdates { get; init; }

    public string? GroupName { get; init; }

    public string? GroupState { get; init; }

    public IReadOnlyList<string> Problems { get; init; } = [];

    public ErrorId? ErrorId { get; init; }

    /// <summary>The node to be written.</summary>
    public static SavedNode Of(MySqlTopologyNode node) => new()
    {
        Host = node.Server.Host,
        Port = node.Server.Port,
        Socket = node.Server.Socket,
        User = node.Server.User,
        Depth = node.Depth,
        Role = node.Role,
        State = node.State,
        Source = node.Source,
        Links = node.Links,
        Replicas = node.Replicas,
        Lag = node.Lag,
        GtidState = node.GtidState,
        Version = node.Version,
        IsReadOnly = node.IsReadOnly,
        IsSuperReadOnly = node.IsSuperReadOnly,
        SemiSync = node.SemiSync,
        Delay = node.Delay,
        Filters = node.Filters,
        ServerUuid = node.ServerUuid,
        ServerId = node.ServerId,
        HostName = node.HostName,
        GtidMode = node.GtidMode,
        GtidExecuted = node.GtidExecuted,
        ErrantGtids = node.ErrantGtids,
        BinaryLogFormat = node.BinaryLogFormat,
        LogsReplicaUpdates = node.LogsReplicaUpdates,
        GroupName = node.GroupName,
        GroupState = node.GroupState,
        Problems = node.Problems,
        ErrorId = node.ErrorId,
    };

    /// <summary>The node that was read. A list that the file lacks is empty.</summary>
    public MySqlTopologyNode ToNode() => new()
    {
        Server = TopologyFile.Server(Host, Port, Socket, User),
        Depth = Depth,
        Role = Role,
        State = State,
        Source = Source,
        Links = Links ?? [],
        Replicas = Replicas ?? [],
        Lag = Lag,
        GtidState = GtidState,
        Version = Version,
        IsReadOnly = IsReadOnly,
        IsSuperReadOnly = IsSuperReadOnly,
        SemiSync = SemiSync,
        Delay = Delay,
        Filters = Filters ?? [],
        ServerUuid = ServerUuid,
        ServerId = ServerId,
        HostName = HostName,
        GtidMode = GtidMode,
        GtidExecuted = GtidExecuted,
        ErrantGtids = ErrantGtids,
        BinaryLogFormat = BinaryLogFormat,
        LogsReplicaUpdates = LogsReplicaUpdates,
        GroupName = GroupName,
        GroupState = GroupState,
        Problems = Problems ?? [],
        ErrorId = ErrorId,
    };
}
