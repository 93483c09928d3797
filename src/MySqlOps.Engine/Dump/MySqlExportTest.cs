namespace MySqlOps.Engine.Dump;

/// <summary>The outcome of a test of an export's files.</summary>
public sealed record MySqlExportTest
{
    /// <summary>The folder, absolute.</summary>
    public required string Path { get; init; }

    /// <summary>True when every file is there and is what was exported.</summary>
    public required bool IsWhole { get; init; }

    /// <summary>True when it was restored into a throwaway server and all rows were compared there; false when only the files were read.</summary>
    public bool WasRestored { get; init; }

    /// <summary>Number of files that were read, the manifest among them.</summary>
    public required int Files { get; init; }

    /// <summary>Their bytes.</summary>
    public required long Bytes { get; init; }

    /// <summary>Rows that were counted in the data files.</summary>
    public required long Rows { get; init; }

    /// <summary>How long it took.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>What is wrong, file by file; empty when nothing is.</summary>
    public required IReadOnlyList<ExportProblem> Problems { get; init; }
}
