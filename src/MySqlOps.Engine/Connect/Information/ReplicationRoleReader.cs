namespace MySqlOps.Engine.Connect.Information;

/// <summary>Finds out what a server does in replication, from its channels, its dump threads and its group.</summary>
internal sealed class ReplicationRoleReader(Session session, PrivilegeGuard guard)
{
    /// <summary>Adds the role, the sources and the replicas.</summary>
    public async Task<ServerInformation> AddAsync(ServerInformation information, CancellationToken cancellationToken)
    {
        var sources = await guard.AskAsync("the replication channels", "REPLICATION CLIENT", () => ReadSourcesAsync(cancellationToken), null).ConfigureAwait(false);
        var replicas = await guard.AskAsync("the connected replicas", "PROCESS", () => ReadReplicasAsync(cancellationToken), null).ConfigureAwait(false);
        var group = await ReadGroupRoleAsync(information.ServerUuid, cancellationToken).ConfigureAwait(false);
        return information with
        {
            Sources = sources ?? [],
            ReplicaCount = replicas,
            Role = group ?? Judge(sources, replicas),
        };
    }

    private static ServerRole? Judge(IReadOnlyList<string>? sources, int? replicas) => (sources?.Count, replicas) switch
    {
        (null, _) or (_, null) => null,
        (0, 0) => ServerRole.Standalone,
        (0, _) => ServerRole.Source,
        (_, 0) => ServerRole.Replica,
        _ => ServerRole.Relay,
    };

    private async Task<IReadOnlyList<string>?> ReadSourcesAsync(CancellationToken cancellationToken)
    {
        var isMariaDb = session.Facts.IsMariaDb;
        var rows = await session.QueryAsync(isMariaDb ? "SHOW ALL SLAVES STATUS" : "SHOW REPLICA STATUS", cancellationToken).ConfigureAwait(false);
        var (host, port) = isMariaDb ? ("Master_Host", "Master_Port") : ("Source_Host", "Source_Port");

        // A group's recovery channel has no host of its own.
        return [.. rows.Where(row => row.TextOrNull(host) is { Length: > 0 } and not "<NULL>").Select(row => $"{row.Text(host)}:{row.Text(port)}")];
    }

    private async Task<int?> ReadReplicasAsync(CancellationToken cancellationToken)
    {
        // Without PROCESS the list silently holds the account's own threads only, so ask something that needs the privilege first.
        await session.QueryAsync("SELECT COUNT(*) FROM information_schema.INNODB_METRICS", cancellationToken).ConfigureAwait(false);
        var rows = await session.QueryAsync("SHOW PROCESSLIST", cancellationToken).ConfigureAwait(false);
        return rows.Count(row => row.TextOrNull("Command")?.StartsWith("Binlog Dump", StringComparison.Ordinal) == true);
    }

    private async Task<ServerRole?> ReadGroupRoleAsync(string? serverUuid, CancellationToken cancellationToken)
    {
        if (session.Facts.IsMariaDb || serverUuid is null)
            return null;
        var role = await guard.AskAsync<string?>(
            "the replication group",
            "SELECT ON performance_schema.replication_group_members",
            async () =>
            {
                var rows = await session.QueryAsync(
                    "SELECT MEMBER_ROLE AS role FROM performance_schema.replication_group_members WHERE MEMBER_ID = @uuid AND MEMBER_STATE <> 'OFFLINE'",
                    new Dictionary<string, object?>(StringComparer.Ordinal) { ["uuid"] = serverUuid },
                    cancellationToken).ConfigureAwait(false);
                return rows.Count == 0 ? null : rows[0].TextOrNull("role");
            },
            null).ConfigureAwait(false);
        return role switch
        {
            "PRIMARY" => ServerRole.GroupPrimary,
            "SECONDARY" => ServerRole.GroupSecondary,
            _ => null,
        };
    }
}
