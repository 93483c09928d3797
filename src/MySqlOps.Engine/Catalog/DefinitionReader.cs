using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Catalog;

/// <summary>Asks one session for the statements that create objects. An object that is gone meanwhile gives null and a word to the observer.</summary>
internal sealed class DefinitionReader(Session session, IOperationObserver observer)
{
    private readonly StatementBytes _bytes = new(session, observer);
    private string? _database;

    /// <summary>Sets what SHOW CREATE and information_schema go by.</summary>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        var facts = session.Facts;
        string?[] settings =
        [
            "sql_quote_show_create = 1",
            facts.HasShowCreateTableVerbosity ? "show_create_table_verbosity = OFF" : null,
            facts.HasGeneratedInvisiblePrimaryKey ? "show_gipk_in_create_table_and_information_schema = ON" : null,

            // Else the statistics may be a day old, and a table that was never asked about has none.
            facts.HasStatisticsExpiry ? "information_schema_stats_expiry = 0" : null,
        ];
        await session.ExecuteAsync($"SET SESSION {string.Join(", ", settings.OfType<string>())}", cancellationToken).ConfigureAwait(false);
    }

    /// <summary>SHOW CREATE DATABASE.</summary>
    public Task<DatabaseDefinition?> ReadDatabaseAsync(DatabaseDefinition database, CancellationToken cancellationToken) =>
        TryAsync($"the database {database.Name}", async () =>
        {
            var rows = await session.QueryAsync($"SHOW CREATE DATABASE {SqlIdentifier.Quote(database.Name)}", cancellationToken).ConfigureAwait(false);
            return database with { CreateStatement = rows[0].Text("Create Database") };
        });

    /// <summary>SHOW CREATE TABLE.</summary>
    public Task<TableDefinition?> ReadTableAsync(TableDefinition table, CancellationToken cancellationToken) =>
        TryAsync($"the table {table.Name}", async () =>
        {
            var rows = await session.QueryAsync($"SHOW CREATE TABLE {table.Name.Quoted}", cancellationToken).ConfigureAwait(false);

            // A view that took the table's name meanwhile answers too, in another column.
            return rows[0].Has("Create Table") ? table with { CreateStatement = rows[0].Text("Create Table") } : null;
        });

    /// <summary>SHOW CREATE VIEW, with the view's database selected: only then are names of its own database not qualified.</summary>
    public Task<ViewDefinition?> ReadViewAsync(ViewDefinition view, CancellationToken cancellationToken) =>
        TryAsync($"the view {view.Name}", async () =>
        {
            if (_database != view.Name.Database)
            {
                await session.ExecuteAsync($"USE {SqlIdentifier.Quote(view.Name.Database)}", cancellationToken).ConfigureAwait(false);
                _database = view.Name.Database;
            }

            var rows = await session.QueryAsync($"SHOW CREATE VIEW {view.Name.Quoted}", cancellationToken).ConfigureAwait(false);
            var (statement, context) = await _bytes.FindAsync("The view", view.Name, view.Context, rows[0].Text("Create View"), isProgram: false, cancellationToken).ConfigureAwait(false);
            return view with { CreateStatement = statement, Context = context };
        });

    /// <summary>SHOW CREATE FUNCTION, PROCEDURE or LIBRARY.</summary>
    /// <exception cref="MySqlOpsException">PrivilegeMissing: the account may see the routine and not its body.</exception>
    public Task<RoutineDefinition?> ReadRoutineAsync(RoutineDefinition routine, CancellationToken cancellationToken) =>
        TryAsync($"the {Word(routine.Kind)} {routine.Name}", async () =>
        {
            var (statement, column) = routine.Kind switch
            {
                RoutineKind.Function => ("SHOW CREATE FUNCTION", "Create Function"),
                RoutineKind.Procedure => ("SHOW CREATE PROCEDURE", "Create Procedure"),
                RoutineKind.Library => ("SHOW CREATE LIBRARY", "Create Library"),
                _ => throw new ArgumentOutOfRangeException(nameof(routine), routine.Kind, null),
            };
            var rows = await session.QueryAsync($"{statement} {routine.Name.Quoted}", cancellationToken).ConfigureAwait(false);
            var text = rows[0].TextOrNull(column) ?? throw new MySqlOpsException(
                ErrorId.PrivilegeMissing,
                $"The account {session.Server.User} may not read the body of the {Word(routine.Kind)} {routine.Name} on {session.Server}. Grant it SHOW_ROUTINE ON *.*, or leave routines out.",
                routine.Name);
            (text, var context) = await _bytes.FindAsync($"The {Word(routine.Kind)}", routine.Name, routine.Context, text, isProgram: true, cancellationToken).ConfigureAwait(false);
            return routine with { CreateStatement = text, Context = context };
        });

    /// <summary>SHOW CREATE TRIGGER.</summary>
    public Task<TriggerDefinition?> ReadTriggerAsync(TriggerDefinition trigger, CancellationToken cancellationToken) =>
        TryAsync($"the trigger {trigger.Name}", async () =>
        {
            var rows = await session.QueryAsync($"SHOW CREATE TRIGGER {trigger.Name.Quoted}", cancellationToken).ConfigureAwait(false);
            var (statement, context) = await _bytes.FindAsync("The trigger", trigger.Name, trigger.Context, rows[0].Text("SQL Original Statement"), isProgram: true, cancellationToken).ConfigureAwait(false);
            return trigger with { CreateStatement = statement, Context = context };
        });

    /// <summary>SHOW CREATE EVENT.</summary>
    public Task<EventDefinition?> ReadEventAsync(EventDefinition definition, CancellationToken cancellationToken) =>
        TryAsync($"the event {definition.Name}", async () =>
        {
            var rows = await session.QueryAsync($"SHOW CREATE EVENT {definition.Name.Quoted}", cancellationToken).ConfigureAwait(false);
            var (statement, context) = await _bytes.FindAsync("The event", definition.Name, definition.Context, rows[0].Text("Create Event"), isProgram: true, cancellationToken).ConfigureAwait(false);
            return definition with { CreateStatement = statement, Context = context };
        });

    private static string Word(RoutineKind kind) => kind switch
    {
        RoutineKind.Function => "function",
        RoutineKind.Procedure => "procedure",
        _ => "library",
    };

    private async Task<T?> TryAsync<T>(string what, Func<Task<T?>> ask)
        where T : class
    {
        try
        {
            return await ask().ConfigureAwait(false);
        }
        catch (MySqlOpsException e) when (e.ServerErrorNumber is { } number && ServerErrorNumber.IsObjectMissing(number))
        {
            observer.Verbose($"{session.Server}: {what} was dropped meanwhile.");
            return null;
        }
    }
}
