using MySqlOps.Engine.Replication.Gtids;
using MySqlOps.Engine.Replication.Status;

namespace MySqlOps.Engine.Replication.Control;

/// <summary>Which transactions are skipped.</summary>
public sealed record SkipOptions
{
    /// <summary>The transactions; null for those at which the appliers are stopped now.</summary>
    public GtidSet? Gtids { get; init; }

    /// <summary>The channels whose blocking transaction is meant, and whose applier is started again; empty for all.</summary>
    public IReadOnlyList<string> Channels { get; init; } = [];

    /// <summary>Starts the appliers again that an error has stopped.</summary>
    public bool Start { get; init; }

    /// <summary>Skips transactions too that the source is not known to have.</summary>
    public bool AllowUnknown { get; init; }

    /// <summary>How the sources are reached.</summary>
    public SourceAccess Sources { get; init; } = new();
}
