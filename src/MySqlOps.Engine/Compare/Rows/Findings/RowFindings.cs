using System.Threading.Channels;
using MySqlOps.Engine.Compare.Rows.Digests;
using MySqlOps.Engine.Compare.Rows.Pairs;
using MySqlOps.Engine.Compare.Rows.Reading;
using MySqlOps.Engine.Connect;

namespace MySqlOps.Engine.Compare.Rows.Findings;

/// <summary>Makes differences of rows and hands them on. Safe for many threads.</summary>
/// <param name="source">The source.</param>
/// <param name="target">The target.</param>
/// <param name="changesSource">True when the source is changed to be like the target.</param>
/// <param name="output">Takes the differences; whoever writes waits while nobody reads.</param>
internal sealed class RowFindings(MySqlServer source, MySqlServer target, bool changesSource, ChannelWriter<MySqlDifference> output)
{
    /// <summary>Reports a row that differs, unless as many of its table were reported as were asked for.</summary>
    public async Task ReportAsync(TableProgress table, RowSlot slot, CancellationToken cancellationToken)
    {
        if (table.Report(slot.Count))
            await output.WriteAsync(Describe(table.Pair, slot), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The difference.</summary>
    public MySqlDifference Describe(TablePair pair, RowSlot slot)
    {
        var (sourceWriter, targetWriter) = (new RowWriter(pair.Source), new RowWriter(pair.Target));
        var columns = slot is { Source: { } one, Target: { } other }
            ? pair.Differing(one, other).Select(place => pair.Columns[place]).ToList()
            : pair.Columns;
        var (wanted, changed) = changesSource ? (slot.Target, slot.Source) : (slot.Source, slot.Target);
        var present = changesSource ? slot.OnSource : slot.OnTarget;
        var change = new RowChanges(pair, changesSource).Make(pair, wanted, changed, slot.Count, present);
        return new MySqlDifference
        {
            Server = changesSource ? source : target,
            Source = source.ToString(),
            Target = target.ToString(),
            Kind = slot.Target is null ? DifferenceKind.RowMissing : slot.Source is null ? DifferenceKind.RowExtra : DifferenceKind.RowDiffers,
            ObjectType = ComparedObject.Table,
            Database = pair.Source.Name.Database,
            Name = pair.Source.Name.Name,
            Key = Key(pair, slot, sourceWriter, targetWriter),
            Columns = slot.Source is null || slot.Target is null ? [] : Columns(slot.Source, slot.Target, columns, sourceWriter, targetWriter),
            Count = slot.Count,
            SourceValue = slot.Source is null ? null : sourceWriter.Show(slot.Source, columns.Select(static column => column.Source.Name)),
            TargetValue = slot.Target is null ? null : targetWriter.Show(slot.Target, columns.Select(static column => column.Target.Name)),
            Unsupported = change is null ? $"{string.Join(", ", columns.Select(static column => column.Source.Name))}: the server computes the value itself, so that it can't be written." : null,
            ChangedName = (changesSource ? pair.Source : pair.Target).Name,
            Forward = change?.Forward,
            Backward = change?.Backward,
        };
    }

    private static string Key(TablePair pair, RowSlot slot, RowWriter sourceWriter, RowWriter targetWriter)
    {
        // A row with NULL in its key is found by all of it.
        var hasKey = pair.Key is not null && slot.OnSource is null;
        var columns = hasKey ? pair.Columns.Take(pair.KeyLength) : pair.Columns;
        return slot.Source is not null
            ? sourceWriter.Show(slot.Source, columns.Select(static column => column.Source.Name))
            : targetWriter.Show(slot.Target!, columns.Select(static column => column.Target.Name));
    }

    private static IReadOnlyList<ColumnDifference> Columns(WholeRow source, WholeRow target, IReadOnlyList<ColumnPair> columns, RowWriter sourceWriter, RowWriter targetWriter) =>
        [.. columns.Select(column => new ColumnDifference(column.Source.Name, sourceWriter.Show(source, column.Source.Name), targetWriter.Show(target, column.Target.Name)))];
}
