using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Replication.Setup;

namespace MySqlOps.Engine.Provisioning;

/// <summary>A replica as it was set up.</summary>
public sealed record MySqlReplication
{
    /// <summary>The replica.</summary>
    public required MySqlServer Server { get; init; }

    /// <summary>Its source.</summary>
    public required MySqlServer Source { get; init; }

    /// <summary>The channel; empty for the default one.</summary>
    public required string Channel { get; init; }

    /// <summary>True where something was changed; false where all was as it should be.</summary>
    public required bool IsChanged { get; init; }

    /// <summary>What was done, in order, as sentences without their full stop.</summary>
    public required IReadOnlyList<string> Changes { get; init; }

    /// <summary>How the replica came by its data; None where it goes on from what it has.</summary>
    public required ProvisionMethod Provision { get; init; }

    /// <summary>Bytes that provisioning moved; null where there was none.</summary>
    public long? ProvisionBytes { get; init; }

    /// <summary>How long provisioning took; null where there was none.</summary>
    public TimeSpan? ProvisionDuration { get; init; }

    /// <summary>The account that the replica logs in with, as the channel has it.</summary>
    public required string ReplicationUser { get; init; }

    /// <summary>How long a change of the source took to arrive; null where that was not tried.</summary>
    public TimeSpan? WriteLatency { get; init; }

    /// <summary>True while receiver and applier run.</summary>
    public required bool IsRunning { get; init; }

    /// <summary>The checks: those before, then those of what runs now.</summary>
    public required IReadOnlyList<ReplicationCheck> Checks { get; init; }

    /// <summary>How long it took.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>The account's password where it is known to be the right one; it leaves only as a credential.</summary>
    internal Secret? Password { get; init; }
}
