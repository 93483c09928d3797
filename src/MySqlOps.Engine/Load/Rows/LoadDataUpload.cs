using System.Globalization;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Dump.Manifest;
using MySqlOps.Engine.Protocol;

namespace MySqlOps.Engine.Load.Rows;

/// <summary>Sends rows by LOAD DATA LOCAL, the fastest way that a server has.</summary>
internal sealed class LoadDataUpload : IRowUpload
{
    /// <summary>The server's answer counts no further; @@warning_count does.</summary>
    private const int CountEnds = ushort.MaxValue;

    /// <inheritdoc />
    public async Task<StatementOutcome> SendAsync(DataSession session, string quotedTable, IReadOnlyList<ExportedColumn> columns, Stream text, CancellationToken cancellationToken)
    {
        var outcome = await session.UploadAsync(LoadDataStatement.Write(quotedTable, columns), text, cancellationToken).ConfigureAwait(false);
        if (outcome.Warnings >= CountEnds)
        {
            var count = await session.TextAsync("SELECT @@SESSION.warning_count", cancellationToken).ConfigureAwait(false);
            outcome = outcome with { Warnings = int.Parse(count!, CultureInfo.InvariantCulture) };
        }

        return await ServerWarnings.WithoutHarmlessAsync(session, outcome, cancellationToken).ConfigureAwait(false);
    }
}
