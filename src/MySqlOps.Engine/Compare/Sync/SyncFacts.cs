using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Connect;

namespace MySqlOps.Engine.Compare.Sync;

/// <summary>What must be known of the server that is to be changed.</summary>
internal sealed record SyncFacts
{
    /// <summary>The server.</summary>
    public required MySqlServer Server { get; init; }

    /// <summary>read_only or super_read_only, whichever is on; null when neither is.</summary>
    public string? ReadOnlyVariable { get; init; }

    /// <summary>The servers that it replicates from, as <c>host:port</c>; null when the account may not see them.</summary>
    public IReadOnlyList<string>? Sources { get; init; } = [];

    /// <summary>True when the account may keep a session out of the binary log; null when that was not asked.</summary>
    public bool? MaySkipBinLog { get; init; }

    /// <summary>max_allowed_packet, in bytes.</summary>
    public long MaxPacketBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>What the statements for rows must mind, by table; a table that is not there has none.</summary>
    public IReadOnlyDictionary<ObjectName, RowTraits> Traits { get; init; } = new Dictionary<ObjectName, RowTraits>();

    /// <summary>Bytes on disk of the tables that are to be changed destructively; a table whose size can't be had is not there.</summary>
    public IReadOnlyDictionary<ObjectName, long> Sizes { get; init; } = new Dictionary<ObjectName, long>();

    /// <summary>Bytes on disk of databases that are to be dropped; one of which not all is known is not there.</summary>
    public IReadOnlyDictionary<string, long> DatabaseSizes { get; init; } = new Dictionary<string, long>(StringComparer.Ordinal);

    /// <summary>The triggers of the tables whose rows are to be changed, in the order in which they fire.</summary>
    public IReadOnlyList<TriggerFacts> Triggers { get; init; } = [];

    /// <summary>The foreign keys of and to the tables whose rows are to be changed.</summary>
    public IReadOnlyList<ForeignKeyFacts> ForeignKeys { get; init; } = [];

    /// <summary>Triggers that an earlier run has dropped and not made again.</summary>
    public IReadOnlyList<KeptTrigger> KeptTriggers { get; init; } = [];

    /// <summary>Privileges that the account seems to lack, as <c>ALTER ON shop.*</c>.</summary>
    public IReadOnlyList<string> MissingPrivileges { get; init; } = [];
}
