namespace MySqlOps.Engine.Dump.Manifest;

/// <summary>
/// What an export folder says of itself: <c>manifest.json</c>, written last, so that a folder without one is no export. Paths are relative to the folder, with '/'.
/// </summary>
internal sealed record ExportManifest
{
    /// <summary>The word by which a manifest of ours is known.</summary>
    public const string FormatName = "MySqlOps export";

    /// <summary>The newest format that this build writes and reads.</summary>
    public const int NewestVersion = 1;

    /// <summary>The manifest's file name.</summary>
    public const string FileName = "manifest.json";

    /// <summary>Always <see cref="FormatName"/>.</summary>
    public required string Format { get; init; }

    /// <summary>The format's version; a reader refuses one that is newer than its own.</summary>
    public required int FormatVersion { get; init; }

    /// <summary>A random id of this export, by which a load knows it again.</summary>
    public required Guid Id { get; init; }

    /// <summary>When the snapshot was taken.</summary>
    public required DateTimeOffset SnapshotTime { get; init; }

    /// <summary>The server that was exported.</summary>
    public required ExportedServer Server { get; init; }

    /// <summary>What the snapshot stands for.</summary>
    public required SnapshotFacts Snapshot { get; init; }

    /// <summary>What was exported: Schema, Data or All.</summary>
    public required ExportContent Content { get; init; }

    /// <summary>True when it holds every database of the server but the server's own, with every object in them and all rows.</summary>
    public required bool IsWholeServer { get; init; }

    /// <summary>How the data files are compressed: None or Gzip. SQL files never are.</summary>
    public required ExportCompression Compression { get; init; }

    /// <summary>The databases, in the order of their names.</summary>
    public required IReadOnlyList<ExportedDatabase> Databases { get; init; }

    /// <summary>The script with accounts, roles and grants; null when they were not asked for.</summary>
    public ExportedFile? Accounts { get; init; }

    /// <summary>The script that makes a server with this data a replica; null when it was not asked for. Import does not run it.</summary>
    public ExportedFile? Replication { get; init; }

    /// <summary>What the export could not keep or promise, as sentences.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }
}
