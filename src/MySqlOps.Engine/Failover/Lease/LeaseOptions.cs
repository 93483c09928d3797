namespace MySqlOps.Engine.Failover.Lease;

/// <summary>Whose lease it is, and its clocks.</summary>
internal sealed record LeaseOptions
{
    /// <summary>After how long without a word from its holder a member gives the lock back, in whole seconds: the server counts in them.</summary>
    public TimeSpan Span { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long to wait for a connection to a member.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Who holds it, for those who come second: a host, a process.</summary>
    public required string Holder { get; init; }

    /// <summary>True gives the lease up while failovers are suspended: that of a monitor, which whoever acts by hand may ask for so.</summary>
    public bool GivesWay { get; init; }

    /// <summary>True takes a lock again by itself that was lost or could not be had, as long as the rest keeps everybody else away: for a lease that is held for days.</summary>
    public bool Retakes { get; init; }
}
