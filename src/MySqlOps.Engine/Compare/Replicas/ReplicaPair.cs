using MySqlOps.Engine.Compare.Rows.Live;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Dump.Snapshots;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Compare.Replicas;

/// <summary>A source and a replica of it, with a session to each, and what stands between them.</summary>
internal sealed class ReplicaPair : IAsyncDisposable
{
    private ReplicaPair(DataSession source, DataSession replica, string replicaUuid, ReplicaLink link, FilterRules filters) =>
        (Source, Replica, ReplicaUuid, Link, Filters) = (source, replica, replicaUuid, link, filters);

    /// <summary>A session to the source, in no transaction.</summary>
    public DataSession Source { get; }

    /// <summary>A session to the replica, in no transaction.</summary>
    public DataSession Replica { get; }

    /// <summary>The replica's UUID.</summary>
    public string ReplicaUuid { get; }

    /// <summary>The channel between them.</summary>
    public ReplicaLink Link { get; }

    /// <summary>The filters on the way.</summary>
    public FilterRules Filters { get; }

    /// <summary>Opens the sessions.</summary>
    /// <exception cref="MySqlOpsException">Any Connect error; PrivilegeMissing; ServerUnsupported; ReplicaDataNotReplica.</exception>
    public static async Task<ReplicaPair> OpenAsync(MySqlServer source, MySqlServer replica, IOperationObserver observer, CancellationToken cancellationToken)
    {
        var there = await DataSession.OpenAsync(source, cancellationToken).ConfigureAwait(false);
        DataSession? here = null;
        try
        {
            here = await DataSession.OpenAsync(replica, cancellationToken).ConfigureAwait(false);
            return await OpenAsync(there, here, observer, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await there.DisposeAsync().ConfigureAwait(false);
            if (here is not null)
                await here.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync().ConfigureAwait(false);
        await Replica.DisposeAsync().ConfigureAwait(false);
    }

    private static async Task<ReplicaPair> OpenAsync(DataSession source, DataSession replica, IOperationObserver observer, CancellationToken cancellationToken)
    {
        if (source.Facts.IsMariaDb || replica.Facts.IsMariaDb)
            throw new MySqlOpsException(ErrorId.ServerUnsupported, $"{(source.Facts.IsMariaDb ? source : replica).Server} is a MariaDB server, whose GTIDs are of another kind. Compare the servers with Compare-MySqlDatabase.", replica.Server);
        if (!await PositionReader.WritesGtidsAsync(source, cancellationToken).ConfigureAwait(false))
            throw new MySqlOpsException(ErrorId.ReplicaDataNotReplica, $"{source.Server} writes no GTIDs (log_bin or gtid_mode is off), so it can't be told when its replicas have got to where it is. Set gtid_mode to ON.", source.Server);
        await CheckPrivilegeAsync(replica, cancellationToken).ConfigureAwait(false);
        var link = await ReplicaLinkReader.ReadAsync(source, replica, new ComparisonTally(), cancellationToken).ConfigureAwait(false);
        if (link is not { TargetFollows: true })
            throw new MySqlOpsException(ErrorId.ReplicaDataNotReplica, $"{replica.Server} does not replicate from {source.Server}. Name its own source with -Source; tiers are tested one by one.", replica.Server);
        var filters = await FilterReader.ReadAsync(source, replica, link.Channel, observer, cancellationToken).ConfigureAwait(false);
        var uuid = await replica.TextAsync("SELECT @@GLOBAL.server_uuid", cancellationToken).ConfigureAwait(false) ?? "";
        return new ReplicaPair(source, replica, uuid, link, filters);
    }

    /// <summary>The tables by which the channel, its state and its filters are seen.</summary>
    private static async Task CheckPrivilegeAsync(DataSession replica, CancellationToken cancellationToken)
    {
        string[] tables = ["replication_connection_status", "replication_applier_status", "replication_applier_configuration", "replication_applier_filters"];
        foreach (var table in tables)
        {
            try
            {
                await replica.ExecuteAsync($"SELECT 1 FROM performance_schema.{SqlIdentifier.Quote(table)} LIMIT 0", cancellationToken).ConfigureAwait(false);
            }
            catch (MySqlOpsException e) when (e.Id == ErrorId.PrivilegeMissing)
            {
                throw e.Retell(
                    ErrorId.PrivilegeMissing,
                    $"{replica.Server}: replication can't be seen without the privilege SELECT ON performance_schema.{table}. Have it granted: GRANT SELECT ON performance_schema.{table} TO the account {replica.Server.User}.",
                    replica.Server);
            }
        }
    }
}
