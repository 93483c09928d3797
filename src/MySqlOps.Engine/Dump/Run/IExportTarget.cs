using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Dump.Rows;

namespace MySqlOps.Engine.Dump.Run;

/// <summary>
/// Where an export goes. The runner asks for the columns of each table, begins, writes units from many threads at once, and completes. Disposing a target that is not complete
/// leaves nothing that could be taken for a whole export.
/// </summary>
internal interface IExportTarget : IAsyncDisposable
{
    /// <summary>What is to be selected of a table.</summary>
    IReadOnlyList<RowColumn> ColumnsOf(TableDefinition table);

    /// <summary>Refuses a path that is taken. Before anything is asked of the server.</summary>
    void Check();

    /// <summary>Begins: the snapshot is taken and the catalogue read. Definitions that come before rows are written here.</summary>
    /// <param name="scope">All that is known.</param>
    /// <param name="meter">Is to hear of bytes of rows as they are written.</param>
    /// <param name="cancellationToken">Cancels.</param>
    Task BeginAsync(ExportScope scope, ExportMeter meter, CancellationToken cancellationToken);

    /// <summary>Opens a writer for a unit. Called from many threads.</summary>
    IChunkWriter OpenChunk(ExportUnit unit);

    /// <summary>All units are written: finishes.</summary>
    Task<ExportFootprint> CompleteAsync(ExportClosing closing, CancellationToken cancellationToken);
}
