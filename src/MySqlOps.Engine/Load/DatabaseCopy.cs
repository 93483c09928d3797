using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Dump;
using MySqlOps.Engine.Dump.Live;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Load;

/// <summary>A copy from server to server, or within one: an export that is read while it is loaded.</summary>
internal sealed class DatabaseCopy : IAsyncDisposable
{
    private DatabaseCopy(LiveExport export, ExportLoader loader)
    {
        Export = export;
        Loader = loader;
    }

    /// <summary>What is read.</summary>
    public LiveExport Export { get; }

    /// <summary>What loads it: ask it for the plan, then let it load.</summary>
    public ExportLoader Loader { get; }

    /// <summary>Takes the snapshot of the source.</summary>
    /// <param name="source">The server to read.</param>
    /// <param name="destination">The server to load into; it may be the same one.</param>
    /// <param name="read">What to read.</param>
    /// <param name="load">How to load it. What was selected at the source is all that there is to load, so its own selection is not used.</param>
    /// <param name="observer">Hears of progress and warnings.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="MySqlOpsException">LoadNameCollision: a database would be copied onto itself. Any Dump or Connect error.</exception>
    public static async Task<DatabaseCopy> OpenAsync(
        MySqlServer source, MySqlServer destination, ExportOptions read, LoadOptions load, IOperationObserver observer, TimeProvider time, CancellationToken cancellationToken)
    {
        var isOneServer = await IdentifyAsync(source, cancellationToken).ConfigureAwait(false) == await IdentifyAsync(destination, cancellationToken).ConfigureAwait(false);

        // On one server our own CREATE TABLE would wait for the lock on DDL, until it times out.
        var export = await LiveExport.OpenAsync(source, read with { LocksDdl = !isOneServer }, observer, time, cancellationToken).ConfigureAwait(false);
        try
        {
            if (isOneServer)
                DemandOtherNames(export, load, source);
            return new DatabaseCopy(export, new ExportLoader(destination, export, load with { Selection = All(export) }, observer, time));
        }
        catch
        {
            await export.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => Export.DisposeAsync();

    /// <summary>All that was exported, databases that are meant by their plain names alone included.</summary>
    private static CatalogSelection All(LiveExport export)
    {
        string[] reserved = [.. export.Manifest.Databases.Select(static database => database.Name).Where(SelectionFilter.IsReserved)];
        return reserved.Length == 0 ? new() : new() { Databases = ["*", .. reserved] };
    }

    /// <summary>With -IfExists Replace a database that is copied onto itself would be dropped before it is read.</summary>
    private static void DemandOtherNames(LiveExport export, LoadOptions load, MySqlServer server)
    {
        var names = export.Manifest.Databases.Select(static database => database.Name).ToList();
        var comparer = export.Manifest.Server.LowerCaseTableNames == 0 ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase;
        var own = names.FirstOrDefault(name => names.Contains(load.RenamedDatabases.GetValueOrDefault(name, name), comparer));
        if (own is null)
            return;
        var target = load.RenamedDatabases.GetValueOrDefault(own, own);
        throw new MySqlOpsException(
            ErrorId.LoadNameCollision,
            $"Source and destination are one server, {server.Endpoint}, and {own} would be copied {(target == own ? "onto itself" : $"onto {target}, which is copied too")}. Give it a name that is free, by -RenameDatabase @{{ '{own}' = '...' }}.",
            server);
    }

    /// <summary>What no two servers have in common, by whatever address they are reached.</summary>
    private static async Task<string> IdentifyAsync(MySqlServer server, CancellationToken cancellationToken)
    {
        var session = await Session.OpenAsync(server, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            var rows = await session.QueryAsync(
                $"SELECT CONCAT_WS(' ', @@GLOBAL.hostname, @@GLOBAL.port, @@GLOBAL.datadir{(session.Facts.HasServerUuid ? ", @@GLOBAL.server_uuid" : "")}) AS identity",
                cancellationToken).ConfigureAwait(false);
            return rows[0].Text("identity");
        }
    }
}
