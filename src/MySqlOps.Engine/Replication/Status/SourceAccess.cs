using MySqlOps.Engine.Connect;

namespace MySqlOps.Engine.Replication.Status;

/// <summary>How the sources of replicas are reached: at the addresses that the replicas have for them, and unless told otherwise with the account that the replica is asked with.</summary>
public sealed record SourceAccess
{
    /// <summary>Servers that are known with their accounts; one whose host and port are a source's is taken as it is.</summary>
    public IReadOnlyList<MySqlServer> Servers { get; init; } = [];

    /// <summary>A server whose account is used for all others; null for that of the replica.</summary>
    public MySqlServer? Account { get; init; }

    /// <summary>How long to wait for a connection.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>The source of a channel, with its account.</summary>
    internal MySqlServer Find(ChannelFacts channel, MySqlServer replica)
    {
        var known = Servers.FirstOrDefault(server => server.Socket is null && server.Port == channel.Port && server.Host.Equals(channel.Host, StringComparison.OrdinalIgnoreCase));
        var like = known ?? (Account is { } account ? replica with { User = account.User, Password = account.Password } : replica);
        return like with { Host = channel.Host, Port = channel.Port, Socket = null, Source = null, ConnectTimeout = Timeout };
    }
}
