using MySqlOps.Engine.Dump.Manifest;

namespace MySqlOps.Engine.Dump;

/// <summary>An export that can be loaded: a folder, or a running export of another server.</summary>
internal interface IExportSource : IAsyncDisposable
{
    /// <summary>What it holds.</summary>
    ExportManifest Manifest { get; }

    /// <summary>Where it comes from, for messages: a path, or a server.</summary>
    string Origin { get; }

    /// <summary>Reads a definition. Its checksum is verified.</summary>
    /// <exception cref="Foundation.MySqlOpsException">ExportDamaged: the file is not what the manifest says.</exception>
    Task<string> ReadScriptAsync(ExportedFile file, CancellationToken cancellationToken);

    /// <summary>
    /// Opens a chunk. In the manifest of a running export a chunk's rows are -1 and its checksum is empty, because nobody knows them before it was read;
    /// <see cref="ChunkReading.Totals"/> knows them afterwards for every source.
    /// </summary>
    Task<ChunkReading> OpenChunkAsync(ExportedDatabase database, ExportedTable table, ExportedChunk chunk, CancellationToken cancellationToken);
}
