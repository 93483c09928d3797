using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Dump.Chunks;
using MySqlOps.Engine.Dump.Folder;
using MySqlOps.Engine.Dump.Snapshots;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Dump.Run;

/// <summary>
/// Exports: takes the snapshot, reads the catalogue while DDL is locked out, has the readers write units into the target, proves the numbers of rows, and completes the target.
/// </summary>
/// <param name="server">The server.</param>
/// <param name="options">What to export.</param>
/// <param name="target">Where it goes.</param>
/// <param name="observer">Hears of progress and of what could not be kept.</param>
/// <param name="time">The clock.</param>
internal sealed class ExportRunner(MySqlServer server, ExportOptions options, IExportTarget target, IOperationObserver observer, TimeProvider time)
{
    private readonly WarningList _warnings = new(observer);

    /// <summary>Exports.</summary>
    /// <exception cref="MySqlOpsException">Any Dump or Export error. What was written then is no export.</exception>
    public async Task<MySqlExport> RunAsync(CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        target.Check();
        var scopes = new ScopeReader(server, options, target.ColumnsOf, _warnings, time);
        var snapshot = await scopes.TakeSnapshotAsync(cancellationToken).ConfigureAwait(false);
        await using (snapshot.ConfigureAwait(false))
        {
            var scope = await scopes.ReadAsync(snapshot, cancellationToken).ConfigureAwait(false);
            var meter = new ExportMeter(options.Path, scope.Tables, time, observer);
            await target.BeginAsync(scope, meter, cancellationToken).ConfigureAwait(false);
            await ReadRowsAsync(snapshot, scope, meter, cancellationToken).ConfigureAwait(false);
            await CheckDdlLockAsync(snapshot, cancellationToken).ConfigureAwait(false);
            foreach (var loss in scope.Tables.SelectMany(JsonLossReader.Describe))
                _warnings.Warning(loss);
            if (options.ReplicationFile is { } file && scopes.WriteReplicaScript(snapshot, scope.IsWholeServer) is { } script)
                await WriteReplicaScriptAsync(file, script, cancellationToken).ConfigureAwait(false);
            var footprint = await target.CompleteAsync(new ExportClosing(_warnings.All), cancellationToken).ConfigureAwait(false);
            meter.Complete();
            return Describe(scope, footprint, time.GetElapsedTime(start));
        }
    }

    private async Task ReadRowsAsync(ConsistentSnapshot snapshot, ExportScope scope, ExportMeter meter, CancellationToken cancellationToken)
    {
        if (scope.Tables.Count == 0)
            return;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var dispenser = new UnitDispenser(scope.Tables, options.ChunkBytes, (table, partition) => new KeyReader(snapshot.Planning, table.Definition.Name, table.Key!, partition));
        await using (dispenser.ConfigureAwait(false))
        {
            var readers = snapshot.Sessions.Select(session => new UnitReader(session, dispenser, target, meter).RunAsync(stop)).ToList();
            await Task.WhenAll(readers).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellationToken.ThrowIfCancellationRequested();

            // The others were cancelled because of the one that failed: its error is the one to tell.
            await (readers.Find(reader => reader.IsFaulted) ?? Task.WhenAll(readers)).ConfigureAwait(false);
        }
    }

    private static async Task WriteReplicaScriptAsync(string path, string script, CancellationToken cancellationToken)
    {
        try
        {
            await PrivateFile.WriteAsync(path, script, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (FileTrouble.Is(e))
        {
            throw FileTrouble.Write(path, e);
        }
    }

    private async Task CheckDdlLockAsync(ConsistentSnapshot snapshot, CancellationToken cancellationToken)
    {
        if (snapshot.Facts.DdlWasLocked && !await snapshot.StillLocksDdlAsync(cancellationToken).ConfigureAwait(false))
            _warnings.Warning($"The session that locked DDL out on {server} was ended meanwhile: objects may have been altered while the export ran.");
    }

    private MySqlExport Describe(ExportScope scope, ExportFootprint footprint, TimeSpan duration) => new()
    {
        Server = server,
        Path = options.Path,
        Format = options.Format,
        Content = options.Content,
        Databases = [.. scope.Catalog.Databases.Select(database => database.Name)],
        Tables = scope.Catalog.Databases.Sum(database => database.Tables.Count),
        Rows = scope.Tables.Sum(table => table.Rows),
        Bytes = footprint.Bytes,
        Files = footprint.Files,
        SnapshotMethod = scope.Snapshot.Method,
        IsPointInTime = scope.Snapshot.IsPointInTime,
        SnapshotTime = scope.SnapshotTime,
        GtidExecuted = scope.Snapshot.GtidExecuted,
        BinlogFile = scope.Snapshot.BinlogFile,
        BinlogPosition = scope.Snapshot.BinlogPosition,
        IsWholeServer = scope.IsWholeServer,
        LockTime = scope.Snapshot.LockTime,
        Duration = duration,
        Warnings = _warnings.All,
    };
}
