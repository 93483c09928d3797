using MySqlOps.Engine.Protocol;

namespace MySqlOps.Engine.Dump.Run;

/// <summary>Writes the rows of one unit. Disposing it before it is complete drops what it wrote.</summary>
internal interface IChunkWriter : IAsyncDisposable
{
    /// <summary>Takes the rows.</summary>
    IRowSink Rows { get; }

    /// <summary>All rows are there: finishes what is written.</summary>
    Task<ChunkOutcome> CompleteAsync(CancellationToken cancellationToken);
}
