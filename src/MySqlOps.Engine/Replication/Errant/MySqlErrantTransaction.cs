using MySqlOps.Engine.Connect;

namespace MySqlOps.Engine.Replication.Errant;

/// <summary>A transaction that a server has and that none of the servers above it has: it was made there and not replicated.</summary>
public sealed record MySqlErrantTransaction
{
    /// <summary>The server that has it.</summary>
    public required MySqlServer Server { get; init; }

    /// <summary>The server at the top that lacks it: where an empty transaction of this name would come from.</summary>
    public required MySqlServer Source { get; init; }

    /// <summary>Its name; a GTID set when this stands for several transactions of which nothing more is known.</summary>
    public required string Gtid { get; init; }

    /// <summary>How many transactions this stands for.</summary>
    public required long TransactionCount { get; init; }

    /// <summary>When it was committed; null when that is not known.</summary>
    public required DateTimeOffset? Time { get; init; }

    /// <summary>What it is.</summary>
    public required ErrantKind Kind { get; init; }

    /// <summary>The tables whose rows it changed; empty when it changed none or that is not known.</summary>
    public required IReadOnlyList<ErrantTable> Tables { get; init; }

    /// <summary>The statement, of a change that was logged as one, without what may be a secret; null when there is none.</summary>
    public required string? Statement { get; init; }

    /// <summary>The binary log that holds it on <see cref="Server"/>; null when it is in none.</summary>
    public required string? BinlogFile { get; init; }

    /// <summary>Where it begins in that log; null when it is in none.</summary>
    public required long? Position { get; init; }

    /// <summary>Its bytes in the log; null when that is not known.</summary>
    public required long? LengthBytes { get; init; }

    /// <summary>What else to know, as a sentence; null for nothing.</summary>
    public required string? Note { get; init; }

    /// <summary>True when it changed nothing, false when it changed something; null when that is not known.</summary>
    public bool? IsEmpty => Kind == ErrantKind.Unknown ? null : Kind == ErrantKind.Empty;

    /// <summary>What it changed, in one line.</summary>
    public string Change => Kind switch
    {
        ErrantKind.Empty => "nothing",
        ErrantKind.Unknown => Note ?? "not known",
        _ => string.Join("; ", new[] { Statement is null ? null : OneLine(Statement) }.OfType<string>().Concat(Tables.Select(static table => table.ToString()))),
    };

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
