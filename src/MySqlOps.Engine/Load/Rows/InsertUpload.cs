using System.Globalization;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Dump.Manifest;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Protocol;

namespace MySqlOps.Engine.Load.Rows;

/// <summary>Sends rows by INSERT statements of many rows each, where the server has local_infile off.</summary>
/// <param name="maxPacketBytes">The server's max_allowed_packet.</param>
internal sealed class InsertUpload(long maxPacketBytes) : IRowUpload
{
    private const int WantedBytes = 1024 * 1024;

    /// <inheritdoc />
    public async Task<StatementOutcome> SendAsync(DataSession session, string quotedTable, IReadOnlyList<ExportedColumn> columns, Stream text, CancellationToken cancellationToken)
    {
        var writer = new InsertWriter(quotedTable, columns, (int)Math.Min(WantedBytes, maxPacketBytes / 2));
        var sum = new StatementOutcome(0, 0, "");
        var buffer = new byte[64 * 1024];
        int count;
        while ((count = await text.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
        {
            for (var at = 0; at < count;)
            {
                at += writer.Take(buffer.AsSpan(at, count - at), out var isWhole);
                if (writer.Bytes >= maxPacketBytes)
                    throw TooLarge(session, quotedTable);
                if (isWhole)
                    sum = await FlushAsync(session, writer, sum, cancellationToken).ConfigureAwait(false);
            }
        }

        return writer.Rows > 0 ? await FlushAsync(session, writer, sum, cancellationToken).ConfigureAwait(false) : sum;
    }

    private static async Task<StatementOutcome> FlushAsync(DataSession session, InsertWriter writer, StatementOutcome sum, CancellationToken cancellationToken)
    {
        var outcome = await ServerWarnings.WithoutHarmlessAsync(session, await session.ExecuteAsync(writer.Statement, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        writer.Clear();
        return new StatementOutcome(sum.AffectedRows + outcome.AffectedRows, sum.Warnings + outcome.Warnings, outcome.Info);
    }

    private MySqlOpsException TooLarge(DataSession session, string quotedTable) => new(
        ErrorId.LoadValueTooLarge,
        string.Create(
            CultureInfo.InvariantCulture,
            $"A row of {quotedTable} is larger than max_allowed_packet of {session.Server}, {maxPacketBytes} bytes, and local_infile is off there, so that it can't be sent otherwise. Raise the one or turn on the other."),
        session.Server);
}
