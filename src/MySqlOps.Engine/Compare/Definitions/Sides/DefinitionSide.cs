using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Compare.Definitions.Scratch;
using MySqlOps.Engine.Dump.Definitions;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Compare.Definitions.Sides;

/// <summary>A side of a comparison, ready to be read: a server, or a folder whose definitions were made in scratch databases.</summary>
internal sealed class DefinitionSide : IAsyncDisposable
{
    /// <summary>Past four sessions the server's own dictionary is what one waits for.</summary>
    private const int SessionLimit = 4;

    private readonly SideSelection _selection;
    private readonly ScratchFolder? _folder;
    private readonly IOperationObserver _observer;
    private readonly List<Session> _sessions = [];

    private DefinitionSide(MySqlServer server, SideSelection selection, ScratchFolder? folder, IOperationObserver observer) =>
        (Server, _selection, _folder, _observer) = (server, selection, folder, observer);

    /// <summary>The server that is read.</summary>
    public MySqlServer Server { get; }

    /// <summary>Its first session, for questions of others.</summary>
    public Session Session => _sessions[0];

    /// <summary>Connects.</summary>
    public static async Task<DefinitionSide> OpenAsync(MySqlServer server, SideSelection selection, ScratchFolder? folder, IOperationObserver observer, CancellationToken cancellationToken)
    {
        var side = new DefinitionSide(server, selection, folder, observer);
        try
        {
            for (var i = 0; i < SessionLimit; i++)
                side._sessions.Add(await Session.OpenAsync(server, cancellationToken).ConfigureAwait(false));
            return side;
        }
        catch
        {
            await side.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Reads what there is, with a number of statements that does not depend on how much it is.</summary>
    /// <param name="withAutoIncrement">True when the next values of AUTO_INCREMENT count.</param>
    /// <param name="withPrograms">True sums up programs too; false where databases have other names, so that texts must be looked at.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<SideCatalog> ReadAsync(bool withAutoIncrement, bool withPrograms, CancellationToken cancellationToken)
    {
        var reader = new SideCatalogReader(Session, _selection, _folder, _observer);
        return await reader.ReadAsync(_sessions, withAutoIncrement, withPrograms, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads the statements that create objects. One that is gone meanwhile is missing in the answer.</summary>
    public async Task<IReadOnlyDictionary<ObjectKey, SideObject>> DefineAsync(IReadOnlyCollection<SideObject> objects, CancellationToken cancellationToken)
    {
        var crew = new SessionCrew([.. _sessions.Select(session => new DefinitionReader(session, _observer))]);
        SideObject[] others = [.. objects.Where(one => one.Key.Type != ComparedObject.View)];
        var read = new List<SideObject>(await crew.AskAsync(others, ReadAsync, cancellationToken).ConfigureAwait(false));
        var views = new ViewTextReader(Session, _observer);
        foreach (var view in objects.Where(one => one.Key.Type == ComparedObject.View))
        {
            if (await views.ReadAsync(view, cancellationToken).ConfigureAwait(false) is { } defined)
                read.Add(defined);
        }

        return read.Select(Rename).ToDictionary(one => one.Key);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        foreach (var session in _sessions)
            await session.DisposeAsync().ConfigureAwait(false);
        if (_folder is not null)
            await _folder.DisposeAsync().ConfigureAwait(false);
    }

    private static async Task<SideObject?> ReadAsync(DefinitionReader reader, SideObject one, CancellationToken cancellationToken)
    {
        switch (one.Key.Type)
        {
            case ComparedObject.Table:
                var bare = new TableDefinition { Name = one.Place, Engine = "", CreateStatement = "", Columns = [], Indexes = [], Partitions = [], EstimatedRows = 0, AverageRowBytes = 0, DataBytes = 0 };
                return await reader.ReadTableAsync(bare, cancellationToken).ConfigureAwait(false) is { } table ? one with { Statement = table.CreateStatement } : null;
            case ComparedObject.Trigger:
                var trigger = await reader.ReadTriggerAsync(new TriggerDefinition { Name = one.Place, CreateStatement = "", Context = one.Context! }, cancellationToken).ConfigureAwait(false);
                return trigger is null ? null : one with { Statement = trigger.CreateStatement, Context = trigger.Context };
            case ComparedObject.Event:
                var program = await reader.ReadEventAsync(new EventDefinition { Name = one.Place, CreateStatement = "", Context = one.Context!, Status = "" }, cancellationToken).ConfigureAwait(false);
                return program is null ? null : one with { Statement = program.CreateStatement, Context = program.Context };
            default:
                var kind = one.Key.Type switch { ComparedObject.Function => RoutineKind.Function, ComparedObject.Procedure => RoutineKind.Procedure, _ => RoutineKind.Library };
                var routine = await reader.ReadRoutineAsync(new RoutineDefinition { Name = one.Place, Kind = kind, CreateStatement = "", Context = one.Context! }, cancellationToken).ConfigureAwait(false);
                return routine is null ? null : one with { Statement = routine.CreateStatement, Context = routine.Context };
        }
    }

    private SideObject Rename(SideObject one)
    {
        if (one.Key.Type == ComparedObject.Table)
            return one with { Statement = _selection.ToChanged.RenameTable(one.Statement) };
        var statement = one.Statement;
        if (one.Key.Type == ComparedObject.Event && _folder is not null)
            statement = EventStatus.Set(statement, _folder.StatusOf(one.Place.Database, one.Place.Name), out _);
        var written = one.Context?.StatementHex is { } hex ? ScriptText.Decode(Convert.FromHexString(hex)) : statement;
        return one with
        {
            Statement = _selection.ToChanged.Rename(statement, out var isDoubtful),
            Written = _selection.ToChanged.Rename(written, out _),
            IsDoubtful = isDoubtful,
        };
    }
}
