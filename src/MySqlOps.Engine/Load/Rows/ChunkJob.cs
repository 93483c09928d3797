using MySqlOps.Engine.Dump.Manifest;

namespace MySqlOps.Engine.Load.Rows;

/// <summary>A chunk that a session is to load.</summary>
/// <param name="Table">Its table.</param>
/// <param name="Number">Its place in the table, from 0.</param>
internal sealed record ChunkJob(TableLoad Table, int Number)
{
    /// <summary>The chunk.</summary>
    public ExportedChunk Chunk => Table.Table.Chunks[Number];
}
