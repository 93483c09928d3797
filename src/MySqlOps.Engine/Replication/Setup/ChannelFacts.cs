namespace MySqlOps.Engine.Replication.Setup;

/// <summary>A replication channel as it is configured and runs.</summary>
internal sealed record ChannelFacts
{
    /// <summary>Its name; empty for the default one.</summary>
    public required string Name { get; init; }

    /// <summary>The source's host.</summary>
    public required string Host { get; init; }

    /// <summary>The source's port.</summary>
    public required int Port { get; init; }

    /// <summary>The user that the replica logs in with.</summary>
    public string User { get; init; } = "";

    /// <summary>True where it goes by GTID.</summary>
    public bool AutoPosition { get; init; } = true;

    /// <summary>True where it uses TLS.</summary>
    public bool UsesTls { get; init; }

    /// <summary>The PEM file of the trusted authorities; empty for none.</summary>
    public string CaFile { get; init; } = "";

    /// <summary>True where the source's name must be in its certificate.</summary>
    public bool VerifiesName { get; init; }

    /// <summary>True where the source's public key is fetched.</summary>
    public bool GetsPublicKey { get; init; }

    /// <summary>Seconds between two attempts to connect.</summary>
    public long RetrySeconds { get; init; }

    /// <summary>Attempts to connect before it gives up.</summary>
    public long RetryCount { get; init; }

    /// <summary>Seconds between two heartbeats.</summary>
    public decimal HeartbeatSeconds { get; init; }

    /// <summary>Seconds that transactions are held back.</summary>
    public long DelaySeconds { get; init; }

    /// <summary>The UUID of the source that it is or was connected to; empty for none yet.</summary>
    public string SourceUuid { get; init; } = "";

    /// <summary>ON, OFF or CONNECTING.</summary>
    public string Receiver { get; init; } = "OFF";

    /// <summary>The receiver's last error; 0 for none.</summary>
    public int ReceiverError { get; init; }

    /// <summary>The receiver's last error in the server's words.</summary>
    public string ReceiverMessage { get; init; } = "";

    /// <summary>True while transactions are applied.</summary>
    public bool IsApplying { get; init; }

    /// <summary>The applier's last error; 0 for none.</summary>
    public int ApplierError { get; init; }

    /// <summary>The applier's last error in the server's words.</summary>
    public string ApplierMessage { get; init; } = "";

    /// <summary>What it has received, as a GTID set.</summary>
    public Gtids.GtidSet Received { get; init; } = Gtids.GtidSet.Empty;

    /// <summary>True while both its threads run.</summary>
    public bool IsRunning => Receiver == "ON" && IsApplying;

    /// <summary>As <c>'name' from host:port</c>.</summary>
    public override string ToString() => $"'{Name}' from {Host}:{Port.ToString(System.Globalization.CultureInfo.InvariantCulture)}";
}
