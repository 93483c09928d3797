using MySqlOps.Engine.Connect;

namespace MySqlOps.Engine.Compare;

/// <summary>What a comparison looked at and found, all together.</summary>
public sealed record MySqlComparison
{
    /// <summary>The target; null when it is a folder.</summary>
    public required MySqlServer? Server { get; init; }

    /// <summary>The source, as an address or a path.</summary>
    public required string Source { get; init; }

    /// <summary>The target, as an address or a path.</summary>
    public required string Target { get; init; }

    /// <summary>Objects whose definitions were compared.</summary>
    public required long Objects { get; init; }

    /// <summary>Tables whose rows were compared.</summary>
    public required long Tables { get; init; }

    /// <summary>Rows of the source that were compared.</summary>
    public required long Rows { get; init; }

    /// <summary>Bytes of rows that were read from both sides.</summary>
    public required long BytesRead { get; init; }

    /// <summary>Differences of definitions.</summary>
    public required long DefinitionDifferences { get; init; }

    /// <summary>Rows that differ, are missing or extra.</summary>
    public required long RowDifferences { get; init; }

    /// <summary>Rows that looked different and came out equal when the replica had caught up.</summary>
    public required long Settled { get; init; }

    /// <summary>What was not compared.</summary>
    public required IReadOnlyList<SkippedObject> Skipped { get; init; }

    /// <summary>What to know about the comparison: sentences.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>How long it took.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>True when nothing differs and nothing was skipped.</summary>
    public bool IsEqual => DefinitionDifferences == 0 && RowDifferences == 0 && Skipped.Count == 0;
}
