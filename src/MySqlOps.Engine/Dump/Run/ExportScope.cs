using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Dump.Manifest;

namespace MySqlOps.Engine.Dump.Run;

/// <summary>All that is known when the rows begin.</summary>
internal sealed record ExportScope
{
    /// <summary>What was asked for.</summary>
    public required ExportOptions Options { get; init; }

    /// <summary>The server.</summary>
    public required ExportedServer Server { get; init; }

    /// <summary>The snapshot.</summary>
    public required SnapshotFacts Snapshot { get; init; }

    /// <summary>When the snapshot was taken.</summary>
    public required DateTimeOffset SnapshotTime { get; init; }

    /// <summary>What is exported.</summary>
    public required ServerCatalog Catalog { get; init; }

    /// <summary>The tables whose rows are exported; empty when only definitions are.</summary>
    public required IReadOnlyList<ExportTable> Tables { get; init; }

    /// <summary>Accounts and roles; null when they were not asked for.</summary>
    public required IReadOnlyList<AccountDefinition>? Accounts { get; init; }

    /// <summary>The statements that a new replica needs; null when they were not asked for, or go into a file of their own.</summary>
    public required string? ReplicationScript { get; init; }

    /// <summary>True when the export is all that the server holds.</summary>
    public required bool IsWholeServer { get; init; }
}
