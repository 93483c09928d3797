using MySqlOps.Engine.Connect;

namespace MySqlOps.Engine.Dump.Run;

/// <summary>One session of the snapshot that reads unit after unit into the target.</summary>
internal sealed class UnitReader(DataSession session, UnitDispenser dispenser, IExportTarget target, ExportMeter meter)
{
    /// <summary>Reads until no unit is left, or one of the readers fails.</summary>
    /// <param name="stop">Is cancelled when this one fails.</param>
    public async Task RunAsync(CancellationTokenSource stop)
    {
        try
        {
            while (await dispenser.NextAsync(stop.Token).ConfigureAwait(false) is { } unit)
                await TableTrouble.GuardAsync(unit.Table, () => ReadAsync(unit, stop.Token)).ConfigureAwait(false);
        }
        catch
        {
            await stop.CancelAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task<bool> ReadAsync(ExportUnit unit, CancellationToken cancellationToken)
    {
        var writer = target.OpenChunk(unit);
        await using (writer.ConfigureAwait(false))
        {
            await session.ReadAsync(unit.Query, writer.Rows, cancellationToken).ConfigureAwait(false);
            var outcome = await writer.CompleteAsync(cancellationToken).ConfigureAwait(false);
            meter.AddRows(outcome.Rows);
            foreach (var column in outcome.SuspiciousJson)
            {
                if (await JsonLossReader.CountAsync(session, unit, column, cancellationToken).ConfigureAwait(false) is > 0 and var losses)
                    unit.Table.AddJsonLosses(column, losses);
            }

            if (!unit.Table.Finish(unit, outcome.Rows))
                return false;
        }

        // One unit is one statement, which can't lose a row.
        if (unit.Table.Units > 1)
            await RowCount.CheckAsync(session, unit.Table, cancellationToken).ConfigureAwait(false);
        meter.Finish(unit.Table);
        return true;
    }
}
