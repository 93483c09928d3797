using System.Globalization;

namespace MySqlOps.Engine.Replication.Status;

/// <summary>The error at which a thread of a channel stopped, or that it meets each time it tries.</summary>
public sealed record ReplicaError
{
    /// <summary>The server's error number.</summary>
    public required int Number { get; init; }

    /// <summary>What the server says of it.</summary>
    public required string Text { get; init; }

    /// <summary>When, by the replica's clock; null when the account may not read performance_schema.</summary>
    public DateTimeOffset? Time { get; init; }

    /// <summary>The transaction that failed; null where it is not one, has no GTID, or the account may not read performance_schema.</summary>
    public string? Transaction { get; init; }

    /// <summary>The worker that failed; null for the coordinator and for the receiver.</summary>
    public int? WorkerId { get; init; }

    /// <summary>The number and what the server says.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Number}: {Text}");
}
