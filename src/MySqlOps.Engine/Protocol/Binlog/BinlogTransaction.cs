namespace MySqlOps.Engine.Protocol.Binlog;

/// <summary>One transaction of a binary log, and what it did.</summary>
internal sealed record BinlogTransaction
{
    /// <summary>Its name.</summary>
    public required BinlogGtid Gtid { get; init; }

    /// <summary>When it was committed where it was made first; to the microsecond.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The binary log that holds it.</summary>
    public required string File { get; init; }

    /// <summary>Where it begins there.</summary>
    public required long Position { get; init; }

    /// <summary>Its bytes in the log; null when the log does not say.</summary>
    public required long? LengthBytes { get; init; }

    /// <summary>The tables whose rows were logged, in the order in which they came.</summary>
    public required IReadOnlyList<BinlogRowCounts> Tables { get; init; }

    /// <summary>The statements that were logged as such, without those that only begin and end a transaction.</summary>
    public required IReadOnlyList<BinlogStatement> Statements { get; init; }

    /// <summary>How many more statements were logged than are kept.</summary>
    public required long MoreStatements { get; init; }

    /// <summary>True when it has a part that this reader can't look into.</summary>
    public required bool IsPartlyUnknown { get; init; }

    /// <summary>True when the log says that something was lost here.</summary>
    public required bool HasIncident { get; init; }
}
