using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Dump.Definitions;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Compare.Definitions.Scratch;

/// <summary>
/// The definitions of a folder, made in scratch databases on a server, so that they are spelled as that server spells. Rows of scripts are passed over, events are made disabled, and
/// nothing is run that would touch another database.
/// </summary>
internal sealed class ScratchFolder : IAsyncDisposable
{
    private readonly MySqlServer _server;
    private readonly IOperationObserver _observer;
    private readonly Dictionary<string, ScratchDatabase> _databases = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Database, string Name), string> _eventStatus = [];
    private readonly HashSet<string> _defined = new(StringComparer.Ordinal);

    private ScratchFolder(MySqlServer server, IOperationObserver observer) => (_server, _observer) = (server, observer);

    /// <summary>The folder's names of the databases, by the names of the scratch databases.</summary>
    public IReadOnlyDictionary<string, string> OwnNames => _databases.ToDictionary(pair => pair.Value.Name, pair => pair.Key, StringComparer.Ordinal);

    /// <summary>Loads a folder.</summary>
    /// <param name="folder">An export of ours, or a folder of .sql files.</param>
    /// <param name="server">Where the scratch databases are made.</param>
    /// <param name="defaultDatabase">The database of statements that name none.</param>
    /// <param name="observer">Hears what was passed over.</param>
    /// <param name="cancellationToken">Cancels; the scratch databases are dropped.</param>
    /// <exception cref="MySqlOpsException">PrivilegeMissing; FileFailed; QueryFailed: the server refuses a statement; and those of an export that can't be read.</exception>
    public static async Task<ScratchFolder> LoadAsync(string folder, MySqlServer server, string defaultDatabase, IOperationObserver observer, CancellationToken cancellationToken)
    {
        var scratch = new ScratchFolder(server, observer);
        try
        {
            var session = await DataSession.OpenAsync(server, cancellationToken).ConfigureAwait(false);
            await using (session.ConfigureAwait(false))
                await scratch.RunAsync(session, await FolderScript.ReadAsync(folder, defaultDatabase, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
            return scratch;
        }
        catch
        {
            await scratch.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>True when the folder says what a database itself is like.</summary>
    public bool Defines(string database) => _defined.Contains(database);

    /// <summary>The status that an event has in the folder, as it stands in CREATE EVENT.</summary>
    public string StatusOf(string scratchDatabase, string name) => _eventStatus.GetValueOrDefault((scratchDatabase, name.ToUpperInvariant()), "DISABLE");

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        foreach (var database in _databases.Values)
            await database.DisposeAsync().ConfigureAwait(false);
    }

    private static bool LacksSomething(MySqlOpsException e) =>
        e.ServerErrorNumber is ServerErrorNumber.TableMissing or ServerErrorNumber.ViewInvalid or ServerErrorNumber.RoutineMissing or ServerErrorNumber.UnknownDatabase or ServerErrorNumber.TriggerMissing;

    /// <summary>Runs all, and again what lacked something, until a round brings nothing more.</summary>
    private async Task RunAsync(DataSession session, IReadOnlyList<FolderStatement> statements, CancellationToken cancellationToken)
    {
        await KeepFromBinaryLogAsync(session, cancellationToken).ConfigureAwait(false);
        foreach (var database in statements.SelectMany(statement => statement.Databases).Distinct(StringComparer.Ordinal))
            await MakeAsync(database, statements.FirstOrDefault(statement => statement.Database == database && statement.DatabaseOptions is not null)?.DatabaseOptions ?? "", cancellationToken).ConfigureAwait(false);
        _defined.UnionWith(statements.Where(statement => statement.DatabaseOptions is not null).Select(statement => statement.Database));
        var renamer = new DatabaseRenamer(_databases.ToDictionary(pair => pair.Key, pair => pair.Value.Name, StringComparer.Ordinal));
        List<FolderStatement> open = [.. statements.Where(statement => statement.DatabaseOptions is null)];
        while (open.Count > 0)
        {
            var putOff = new List<FolderStatement>();
            MySqlOpsException? error = null;
            foreach (var statement in open)
            {
                try
                {
                    await RunAsync(session, statement, renamer, cancellationToken).ConfigureAwait(false);
                }
                catch (MySqlOpsException e) when (LacksSomething(e))
                {
                    putOff.Add(statement);
                    error = Explain(statement, e);
                }
                catch (MySqlOpsException e) when (e.ServerErrorNumber is not null)
                {
                    throw Explain(statement, e);
                }
            }

            if (putOff.Count == open.Count)
                throw error!;
            open = putOff;
        }
    }

    private static MySqlOpsException Explain(FolderStatement statement, MySqlOpsException e) =>
        e.Retell(e.Id, $"The definition in {statement.File} can't be made: {e.Message}", statement.File);

    private async Task MakeAsync(string database, string options, CancellationToken cancellationToken) =>
        _databases[database] = await ScratchDatabase.CreateAsync(_server, "to read the definitions of a folder", options, cancellationToken).ConfigureAwait(false);

    private async Task RunAsync(DataSession session, FolderStatement statement, DatabaseRenamer renamer, CancellationToken cancellationToken)
    {
        const string Reset = "SET NAMES utf8mb4, SESSION sql_mode = '', SESSION time_zone = '+00:00', SESSION foreign_key_checks = 0, SESSION restrict_fk_on_non_standard_key = 0";
        var text = renamer.Rename(statement.Text, out _);
        if (statement.Kind == "EVENT")
        {
            // An enabled event would run.
            text = EventStatus.Set(text, "DISABLE", out var status);
            _eventStatus[(renamer.Rename(statement.Database), statement.Name.ToUpperInvariant())] = status;
        }

        await SetAsync(session, Reset, cancellationToken).ConfigureAwait(false);
        await session.ExecuteAsync($"USE {SqlIdentifier.Quote(renamer.Rename(statement.Database))}", cancellationToken).ConfigureAwait(false);
        foreach (var setting in statement.Settings)
            await session.ExecuteAsync(ScriptText.Encode(setting), cancellationToken).ConfigureAwait(false);
        if (statement is { Kind: "VIEW" })
            await session.ExecuteAsync($"DROP VIEW IF EXISTS {SqlIdentifier.Quote(statement.Name)}", cancellationToken).ConfigureAwait(false);
        _observer.Verbose($"{_server}: {statement.File}: {statement.Kind} in {statement.Database}.");
        await session.ExecuteAsync(ScriptText.Encode(text), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Servers before 8.4 lack the last of the settings.</summary>
    private static async Task SetAsync(DataSession session, string reset, CancellationToken cancellationToken)
    {
        try
        {
            await session.ExecuteAsync(reset, cancellationToken).ConfigureAwait(false);
        }
        catch (MySqlOpsException e) when (e.ServerErrorNumber is ServerErrorNumber.UnknownSystemVariable || e.Id == ErrorId.PrivilegeMissing)
        {
            await session.ExecuteAsync(reset[..reset.LastIndexOf(',')], cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task KeepFromBinaryLogAsync(DataSession session, CancellationToken cancellationToken)
    {
        try
        {
            await session.ExecuteAsync("SET SESSION sql_log_bin = 0", cancellationToken).ConfigureAwait(false);
        }
        catch (MySqlOpsException e) when (e.Id == ErrorId.PrivilegeMissing)
        {
            // Then replicas make and drop it too.
        }
    }
}
