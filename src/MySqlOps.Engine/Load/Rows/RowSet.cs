namespace MySqlOps.Engine.Load.Rows;

/// <summary>Rows of a chunk by their numbers, from 0.</summary>
internal sealed record RowSet
{
    private static readonly HashSet<long> None = [];

    /// <summary>The first row.</summary>
    public required long From { get; init; }

    /// <summary>The one after the last.</summary>
    public required long End { get; init; }

    /// <summary>Rows in between that are not meant.</summary>
    public IReadOnlySet<long> Without { get; init; } = None;

    /// <summary>The only rows that are meant; null for all in between.</summary>
    public IReadOnlySet<long>? Only { get; init; }

    /// <summary>Rows one after another.</summary>
    public static RowSet Range(long from, long end) => new() { From = from, End = end };

    /// <summary>Single rows.</summary>
    public static RowSet Of(IReadOnlySet<long> rows) => new() { From = 0, End = rows.Count == 0 ? 0 : rows.Max() + 1, Only = rows };

    /// <summary>True when the row is meant.</summary>
    public bool Contains(long row) => row >= From && row < End && !Without.Contains(row) && (Only is null || Only.Contains(row));
}
