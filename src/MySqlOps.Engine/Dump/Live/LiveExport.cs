using System.Collections.Concurrent;
using System.Globalization;
using System.Threading.Channels;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Dump.Chunks;
using MySqlOps.Engine.Dump.Definitions;
using MySqlOps.Engine.Dump.Folder;
using MySqlOps.Engine.Dump.Manifest;
using MySqlOps.Engine.Dump.Rows;
using MySqlOps.Engine.Dump.Run;
using MySqlOps.Engine.Dump.Snapshots;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Dump.Live;

/// <summary>
/// An export that is read from its server while it is loaded elsewhere: no files. All chunks are planned at the beginning, and each is read when it is opened, by a session of one
/// consistent snapshot.
/// </summary>
internal sealed class LiveExport : IExportSource
{
    private readonly ConsistentSnapshot _snapshot;
    private readonly ByteThrottle _throttle;
    private readonly WarningList _warnings;
    private readonly Dictionary<string, byte[]> _scripts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ExportUnit> _units = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<ExportUnit, bool> _finished = new();
    private readonly Channel<DataSession> _idle = Channel.CreateUnbounded<DataSession>();
    private readonly CancellationTokenSource _stop = new();

    private LiveExport(ConsistentSnapshot snapshot, ByteThrottle throttle, WarningList warnings)
    {
        _snapshot = snapshot;
        _throttle = throttle;
        _warnings = warnings;
        foreach (var session in snapshot.Sessions)
            _ = _idle.Writer.TryWrite(session);
    }

    /// <inheritdoc />
    public ExportManifest Manifest { get; private set; } = null!;

    /// <inheritdoc />
    public string Origin => Manifest.Server.Endpoint;

    /// <summary>What could not be kept or promised so far, as sentences.</summary>
    public IReadOnlyList<string> Warnings => [.. _warnings.All, .. _units.Values.Select(static unit => unit.Table).Distinct().SelectMany(JsonLossReader.Describe)];

    /// <summary>Takes the snapshot and plans.</summary>
    /// <param name="server">The server to read.</param>
    /// <param name="options">What to read; its path is not used.</param>
    /// <param name="observer">Hears of warnings.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="MySqlOpsException">Any Dump or Connect error.</exception>
    public static async Task<LiveExport> OpenAsync(MySqlServer server, ExportOptions options, IOperationObserver observer, TimeProvider time, CancellationToken cancellationToken)
    {
        var warnings = new WarningList(observer);
        var scopes = new ScopeReader(server, options, SelectList.Stored, warnings, time);
        var snapshot = await scopes.TakeSnapshotAsync(cancellationToken).ConfigureAwait(false);
        var export = new LiveExport(snapshot, new ByteThrottle(options.MaxBytesPerSecond, time), warnings);
        try
        {
            await export.PlanAsync(await scopes.ReadAsync(snapshot, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
            return export;
        }
        catch
        {
            await export.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc />
    public Task<string> ReadScriptAsync(ExportedFile file, CancellationToken cancellationToken) => Task.FromResult(ScriptText.Decode(_scripts[file.Path]));

    /// <inheritdoc />
    public async Task<ChunkReading> OpenChunkAsync(ExportedDatabase database, ExportedTable table, ExportedChunk chunk, CancellationToken cancellationToken)
    {
        var unit = _units[chunk.File.Path];
        var session = await _idle.Reader.ReadAsync(cancellationToken).ConfigureAwait(false);

        // Who loads may give the chunk up and want another: then it is read to its end, which saves the session. Who is cancelled wants no other.
        var stop = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token, cancellationToken);
        var live = new LiveChunk(session, unit, _throttle, encoder => FinishAsync(session, unit, encoder, stop.Token), stop.Token);
        var text = new LiveChunkStream(live, () =>
        {
            stop.Dispose();

            // A session that was cut off has lost its snapshot; who waits for the last one must not wait for ever.
            if (!session.IsAbandoned)
                _ = _idle.Writer.TryWrite(session);
            else if (_snapshot.Sessions.All(static other => other.IsAbandoned))
                _ = _idle.Writer.TryComplete(new MySqlOpsException(ErrorId.ConnectionLost, $"All connections to {Origin} were lost, and the snapshot with them. Check that the server still runs, then begin anew.", session.Server));
        });
        return new ChunkReading(text, () => live.Totals);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _snapshot.DisposeAsync().ConfigureAwait(false);
        _stop.Dispose();
    }

    private async Task FinishAsync(DataSession session, ExportUnit unit, LoadDataEncoder encoder, CancellationToken cancellationToken)
    {
        // A chunk that is loaded again after a deadlock counts once.
        if (!_finished.TryAdd(unit, true))
            return;
        foreach (var column in encoder.SuspiciousJson)
        {
            if (await JsonLossReader.CountAsync(session, unit, column, cancellationToken).ConfigureAwait(false) is > 0 and var rows)
                unit.Table.AddJsonLosses(column, rows);
        }

        if (unit.Table.Finish(unit, encoder.Rows) && unit.Table.Units > 1)
            await RowCount.CheckAsync(session, unit.Table, cancellationToken).ConfigureAwait(false);
    }

    private async Task PlanAsync(ExportScope scope, CancellationToken cancellationToken)
    {
        var scripts = new FolderScripts(new FolderLayout(scope.Catalog), KeepAsync);
        var tables = scope.Tables.ToDictionary(static table => table.Definition.Name);
        await scripts.WriteAsync(scope, table => FolderTarget.Describe(table, tables.GetValueOrDefault(table.Name)), cancellationToken).ConfigureAwait(false);
        var chunks = await PlanChunksAsync(scope, cancellationToken).ConfigureAwait(false);
        Manifest = new ExportManifest
        {
            Format = ExportManifest.FormatName,
            FormatVersion = ExportManifest.NewestVersion,
            Id = Guid.NewGuid(),
            SnapshotTime = scope.SnapshotTime,
            Server = scope.Server,
            Snapshot = scope.Snapshot,
            Content = scope.Options.Content,
            IsWholeServer = scope.IsWholeServer,
            Compression = ExportCompression.None,
            Databases =
            [
                .. scripts.Databases.Select(database => database with
                {
                    Tables = [.. database.Tables.Select(table => table with { Chunks = [.. chunks[new(database.Name, table.Name)]] })],
                }),
            ],
            Accounts = scripts.Accounts,
            Warnings = [],
        };
    }

    private async Task<ILookup<Catalog.ObjectName, ExportedChunk>> PlanChunksAsync(ExportScope scope, CancellationToken cancellationToken)
    {
        var chunks = new List<(Catalog.ObjectName Table, ExportedChunk Chunk)>();
        var dispenser = new UnitDispenser(scope.Tables, scope.Options.ChunkBytes, (table, partition) => new KeyReader(_snapshot.Planning, table.Definition.Name, table.Key!, partition));
        await using (dispenser.ConfigureAwait(false))
        {
            while (await dispenser.NextAsync(cancellationToken).ConfigureAwait(false) is { } unit)
            {
                var path = string.Create(CultureInfo.InvariantCulture, $"{unit.Table}/{unit.Number}");
                _units.Add(path, unit);
                chunks.Add((unit.Table.Definition.Name, new ExportedChunk
                {
                    File = new ExportedFile(path, Math.Min(unit.Table.EstimatedBytes, scope.Options.ChunkBytes), ""),
                    Rows = -1,
                    TextBytes = Math.Min(unit.Table.EstimatedBytes, scope.Options.ChunkBytes),
                    InvalidEnums = 0,
                    Range = unit.Range.Condition,
                    Partition = unit.Range.Partition,
                }));
            }
        }

        return chunks.ToLookup(static chunk => chunk.Table, static chunk => chunk.Chunk);
    }

    private Task<ExportedFile> KeepAsync(string path, byte[] script, CancellationToken cancellationToken)
    {
        _scripts[path] = script;
        return Task.FromResult(new ExportedFile(path, script.Length, ""));
    }
}
