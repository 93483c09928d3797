using MySqlOps.Engine.Dump.Definitions;
using MySqlOps.Engine.Dump.Manifest;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Dump.Folder;

/// <summary>An export in a folder, to be loaded.</summary>
internal sealed class ExportFolder : IExportSource
{
    private readonly string _folder;

    private ExportFolder(string folder, ExportManifest manifest)
    {
        _folder = folder;
        Manifest = manifest;
    }

    /// <inheritdoc />
    public ExportManifest Manifest { get; }

    /// <inheritdoc />
    public string Origin => _folder;

    /// <summary>Opens a folder.</summary>
    /// <param name="folder">Its path, absolute.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="MySqlOpsException">ExportIncomplete, ExportUnsupported or ExportDamaged.</exception>
    public static async Task<ExportFolder> OpenAsync(string folder, CancellationToken cancellationToken) =>
        new(folder, await ManifestFile.ReadAsync(folder, cancellationToken).ConfigureAwait(false));

    /// <summary>What the manifest says, as the outcome of the export that wrote it.</summary>
    public MySqlExport Describe()
    {
        var files = Manifest.AllFiles().ToList();
        return new MySqlExport
        {
            Server = null,
            Path = _folder,
            Format = ExportFormat.Folder,
            Content = Manifest.Content,
            Databases = [.. Manifest.Databases.Select(database => database.Name)],
            Tables = Manifest.Databases.Sum(database => database.Tables.Count),
            Rows = Manifest.Databases.Sum(database => database.Tables.Sum(table => table.Rows)),
            Bytes = files.Sum(file => file.Bytes) + new FileInfo(Path.Combine(_folder, ExportManifest.FileName)).Length,
            Files = files.Count + 1,
            SnapshotMethod = Manifest.Snapshot.Method,
            IsPointInTime = Manifest.Snapshot.IsPointInTime,
            SnapshotTime = Manifest.SnapshotTime,
            GtidExecuted = Manifest.Snapshot.GtidExecuted,
            BinlogFile = Manifest.Snapshot.BinlogFile,
            BinlogPosition = Manifest.Snapshot.BinlogPosition,
            IsWholeServer = Manifest.IsWholeServer,
            LockTime = Manifest.Snapshot.LockTime,
            Duration = TimeSpan.Zero,
            Warnings = Manifest.Warnings,
        };
    }

    /// <inheritdoc />
    public async Task<string> ReadScriptAsync(ExportedFile file, CancellationToken cancellationToken)
    {
        var bytes = new MemoryStream();
        var stream = new CheckedFile(_folder, file);
        await using (stream.ConfigureAwait(false))
            await stream.CopyToAsync(bytes, cancellationToken).ConfigureAwait(false);
        return ScriptText.Decode(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
    }

    /// <inheritdoc />
    public Task<ChunkReading> OpenChunkAsync(ExportedDatabase database, ExportedTable table, ExportedChunk chunk, CancellationToken cancellationToken) =>
        Task.FromResult(new ChunkReading(new ChunkText(_folder, chunk, Manifest.Compression), () => new ChunkTotals(chunk.Rows, chunk.InvalidEnums)));

    /// <inheritdoc />
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
