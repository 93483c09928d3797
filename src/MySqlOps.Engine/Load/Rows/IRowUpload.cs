using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Dump.Manifest;
using MySqlOps.Engine.Protocol;

namespace MySqlOps.Engine.Load.Rows;

/// <summary>A way to send LOAD DATA text into a table. Both ways make a warning of what does not fit, and drop a row whose key is there.</summary>
internal interface IRowUpload
{
    /// <summary>Sends a text.</summary>
    /// <returns>The rows that went in, and all warnings: also those past what the server counts in its answer.</returns>
    Task<StatementOutcome> SendAsync(DataSession session, string quotedTable, IReadOnlyList<ExportedColumn> columns, Stream text, CancellationToken cancellationToken);
}
