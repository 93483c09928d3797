using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Failover.Diagnosis;
using MySqlOps.Engine.Failover.Members;
using MySqlOps.Engine.Failover.Steps;

namespace MySqlOps.Engine.Failover.Switchover;

/// <summary>What the planner of a switchover decides by.</summary>
internal sealed record SwitchoverFacts
{
    /// <summary>The server that is to give up its role.</summary>
    public required MemberFacts Primary { get; init; }

    /// <summary>Its replicas.</summary>
    public required IReadOnlyList<MemberFacts> Replicas { get; init; }

    /// <summary>Replicas that are connected to the primary and that no given or found server is.</summary>
    public IReadOnlyList<MemberReplica> Strangers { get; init; } = [];

    /// <summary>The servers that the operator wants, in order; empty for any.</summary>
    public IReadOnlyList<MySqlServer> Candidates { get; init; } = [];

    /// <summary>The events that the primary runs.</summary>
    public IReadOnlyList<PrimaryEvent> Events { get; init; } = [];

    /// <summary>For each replica, by its UUID, the account of its channel with the password; those whose password could not be read are missing.</summary>
    public IReadOnlyDictionary<string, ReplicationLogin> Logins { get; init; } = new Dictionary<string, ReplicationLogin>(StringComparer.OrdinalIgnoreCase);

    /// <summary>For each replica, by its UUID, the settings of its channel that <see cref="MemberChannel"/> has not.</summary>
    public IReadOnlyDictionary<string, ChannelSettings> Settings { get; init; } = new Dictionary<string, ChannelSettings>(StringComparer.OrdinalIgnoreCase);

    /// <summary>For each replica, by its UUID, the users that it knows and that may replicate; those whose accounts could not be read are missing.</summary>
    public IReadOnlyDictionary<string, IReadOnlySet<string>> ReplicationUsers { get; init; } = new Dictionary<string, IReadOnlySet<string>>(StringComparer.OrdinalIgnoreCase);

    /// <summary>For each server, by its UUID, the privileges that its account lacks; those whose account has all are missing.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> LackingPrivileges { get; init; } = new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The channel by which a replica follows the primary; null for none.</summary>
    public MemberChannel? ChannelOf(MemberFacts replica) => PrimaryChannel.Find(
        replica.Channels ?? [], Primary.Server.Host, Primary.Server.Port, Primary.Uuid.Length > 0 ? Primary.Uuid : null, static channel => (channel.SourceUuid, channel.Host, channel.Port));
}
