using System.Globalization;
using System.Security.Cryptography;
using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Dump;
using MySqlOps.Engine.Dump.Folder;
using MySqlOps.Engine.Dump.Manifest;
using MySqlOps.Engine.Dump.Rows;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Sandbox;

namespace MySqlOps.Engine.Load.Rehearsal;

/// <summary>
/// Restores an export into a server that exists for nothing else, and compares every table's rows there with the rows in the files. The server is removed again, whatever comes of it.
/// </summary>
/// <param name="folder">The export's folder, absolute.</param>
/// <param name="threads">How many sessions work at once.</param>
/// <param name="observer">Hears of progress and warnings.</param>
/// <param name="time">The clock.</param>
internal sealed class ExportRehearsal(string folder, int threads, IOperationObserver observer, TimeProvider time)
{
    /// <summary>The server lives for minutes: it need not survive a power cut, and nobody follows it.</summary>
    private static readonly Dictionary<string, string?> Options = new(StringComparer.Ordinal)
    {
        ["local_infile"] = "1",
        ["innodb_flush_log_at_trx_commit"] = "0",
        ["sync_binlog"] = "0",
        ["max_allowed_packet"] = "1G",
    };

    /// <summary>Restores and compares.</summary>
    /// <returns>What is wrong; empty when nothing is.</returns>
    /// <exception cref="MySqlOpsException">Any Export or Sandbox error.</exception>
    public async Task<IReadOnlyList<ExportProblem>> RunAsync(CancellationToken cancellationToken)
    {
        var place = Path.Combine(Path.GetTempPath(), $"mysqlops-rehearsal-{RandomNumberGenerator.GetHexString(12, lowercase: true)}");
        try
        {
            MySqlServer? server = null;
            await foreach (var sandbox in new SandboxFactory(observer).CreateAsync(new SandboxOptions { Path = place, BasePort = 23900, Options = Options }, cancellationToken).ConfigureAwait(false))
                server = sandbox.Server;
            return await RestoreAsync(server!, Path.Combine(place, "rejects"), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await RemoveAsync(place).ConfigureAwait(false);
        }
    }

    private async Task<IReadOnlyList<ExportProblem>> RestoreAsync(MySqlServer server, string rejects, CancellationToken cancellationToken)
    {
        var source = await ExportFolder.OpenAsync(folder, cancellationToken).ConfigureAwait(false);
        await using (source.ConfigureAwait(false))
        {
            if (source.Manifest.Content == ExportContent.Data)
                return [new ExportProblem(folder, "It holds rows without definitions, so there is nothing to restore them into: only its files can be tested.")];
            try
            {
                var options = new LoadOptions { RejectFolder = rejects, IncludeUser = source.Manifest.Accounts is not null, ThreadCount = threads, GtidPurged = GtidPurgedAction.Off };
                var loader = new ExportLoader(server, source, options, observer, time);
                await loader.LoadAsync(await loader.PlanAsync(cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
            }
            catch (MySqlOpsException e)
            {
                return [new ExportProblem(folder, $"It can't be restored into MySQL of this machine: {e.Message}")];
            }

            return await CompareAsync(server, source, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<IReadOnlyList<ExportProblem>> CompareAsync(MySqlServer server, ExportFolder source, CancellationToken cancellationToken)
    {
        var selection = new CatalogSelection();
        var catalog = await CatalogReader.ReadAsync(server, selection, CatalogDetail.Data, observer, cancellationToken).ConfigureAwait(false);
        var tables = catalog.Databases.SelectMany(static database => database.Tables).ToDictionary(static table => table.Name);
        var problems = new List<ExportProblem>();
        var session = await DataSession.OpenAsync(server, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            await session.ExecuteAsync("SET SESSION character_set_results = NULL", cancellationToken).ConfigureAwait(false);
            foreach (var database in source.Manifest.Databases)
            {
                foreach (var table in database.Tables)
                {
                    var name = new ObjectName(database.Name, table.Name);
                    if (!tables.TryGetValue(name, out var definition))
                        problems.Add(new ExportProblem(folder, $"The table {name} was not there after the restore."));
                    else if (await CompareAsync(session, source, database, table, definition, cancellationToken).ConfigureAwait(false) is { } difference)
                        problems.Add(new ExportProblem(folder, difference));
                }
            }
        }

        return problems;
    }

    private async Task<string?> CompareAsync(
        DataSession session, ExportFolder source, ExportedDatabase database, ExportedTable table, TableDefinition definition, CancellationToken cancellationToken)
    {
        var lossy = table.Columns.Index().Where(static column => column.Item.LossyRows > 0).Select(static column => column.Index).ToHashSet();
        foreach (var column in lossy)
            observer.Warning($"The column {table.Columns[column].Name} of {definition.Name} is not compared: the export has named JSON values in it that come back otherwise.");
        var leftOut = lossy.Count == 0 ? null : lossy;
        using var exported = new RowMultiset(leftOut);
        var buffer = new byte[256 * 1024];
        foreach (var chunk in table.Chunks)
        {
            var reading = await source.OpenChunkAsync(database, table, chunk, cancellationToken).ConfigureAwait(false);
            await using (reading.ConfigureAwait(false))
            {
                while (await reading.Text.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is > 0 and var read)
                    exported.Append(buffer.AsSpan(0, read));
            }
        }

        using var restored = new RowMultiset(leftOut);
        if (table.Chunks.Count > 0)
        {
            var columns = SelectList.Stored(definition);
            var encoder = new LoadDataEncoder(columns, restored);
            await session.ReadAsync(SelectList.Query(definition.Name, columns, null, [], null), encoder, cancellationToken).ConfigureAwait(false);
            await encoder.CompleteAsync(cancellationToken).ConfigureAwait(false);
        }

        return exported.Rows == restored.Rows && exported.Digest == restored.Digest
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"The table {definition.Name} has {restored.Rows} rows after the restore and {exported.Rows} in the export{(exported.Rows == restored.Rows ? ", and they are not the same" : "")}.");
    }

    private async Task RemoveAsync(string place)
    {
        var control = new SandboxControl(observer);
        await foreach (var sandbox in new SandboxReader().ReadAllAsync(place, CancellationToken.None).ConfigureAwait(false))
            await control.RemoveAsync(sandbox.Path, CancellationToken.None).ConfigureAwait(false);
        if (Directory.Exists(place))
            Directory.Delete(place, recursive: true);
    }
}
