using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Replication.Status;

namespace MySqlOps.Engine.Topology.Facts;

/// <summary>Reads a replica's channels: by the reader of replica statuses, without asking the sources, which are asked for themselves.</summary>
internal sealed class ChannelReader(Session session)
{
    private static readonly ReplicaStatusReader Statuses = new();

    /// <summary>The channels that have a source.</summary>
    public async Task<IReadOnlyList<ChannelFacts>?> ReadAsync(CancellationToken cancellationToken)
    {
        var statuses = await Statuses.ReadAsync(session, new ReplicaStatusOptions { AsksSource = false }, cancellationToken).ConfigureAwait(false);
        return [.. statuses.Select(Read)];
    }

    private static ChannelFacts Read(ReplicaStatus status) => new()
    {
        Name = status.Channel,
        Host = status.Host,
        Port = status.Port,
        SourceUuid = status.SourceUuid,
        State = State(status),
        Error = status.ReceiverError is { } receiver ? $"The receiver has error {receiver}" : status.ApplierError is { } applier ? $"The applier has error {applier}" : null,

        // What is only known to be no more than so much is no lag to warn of.
        Lag = status.LagBasis == LagBasis.AtMost || status.Lag is null ? Seconds(status.SecondsBehind) : status.Lag,
        Delay = status.DelaySeconds > 0 ? Seconds(status.DelaySeconds) : null,
        Received = status.RetrievedGtidSet.ToString(),
        IsAutoPosition = status.AutoPosition,
        Filters = status.Filters,
    };

    private static TimeSpan? Seconds(long? seconds) => seconds is { } known ? TimeSpan.FromSeconds(known) : null;

    private static LinkState State(ReplicaStatus status) => (status.ReceiverState, status.ApplierState) switch
    {
        (ReceiverState.Off, _) when status.ReceiverError is not null => LinkState.Failed,
        (_, ApplierState.Off) when status.ApplierError is not null => LinkState.Failed,
        (ReceiverState.On, ApplierState.On) => LinkState.Running,
        (ReceiverState.Connecting, ApplierState.On) => LinkState.Connecting,
        _ => LinkState.Stopped,
    };
}
