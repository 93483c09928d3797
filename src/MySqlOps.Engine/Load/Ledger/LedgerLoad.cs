using MySqlOps.Engine.Catalog;

namespace MySqlOps.Engine.Load.Ledger;

/// <summary>A load as the ledger on the target knows it.</summary>
internal sealed record LedgerLoad
{
    /// <summary>Its number in the ledger.</summary>
    public required long Id { get; init; }

    /// <summary>The export's id.</summary>
    public required string ExportId { get; init; }

    /// <summary>The fingerprint of the export and of what was asked for: only the very same load goes on.</summary>
    public required string Request { get; init; }

    /// <summary>How far it is.</summary>
    public required LedgerState State { get; init; }

    /// <summary>What it is to add to gtid_purged, decided when it began; null for nothing.</summary>
    public string? GtidSet { get; init; }

    /// <summary>What it makes.</summary>
    public required IReadOnlySet<LedgerObject> Objects { get; init; }

    /// <summary>The numbers of the chunks that it has committed, by table.</summary>
    public required IReadOnlyDictionary<ObjectName, IReadOnlySet<int>> Chunks { get; init; }
}
