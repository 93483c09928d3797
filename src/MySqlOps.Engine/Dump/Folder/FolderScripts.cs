using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Dump.Definitions;
using MySqlOps.Engine.Dump.Manifest;
using MySqlOps.Engine.Dump.Run;

namespace MySqlOps.Engine.Dump.Folder;

/// <summary>Writes the scripts of an export, and describes its databases for the manifest, yet without rows.</summary>
/// <param name="layout">What the scripts are called.</param>
/// <param name="store">Keeps a script, given its path and text.</param>
internal sealed class FolderScripts(FolderLayout layout, Func<string, byte[], CancellationToken, Task<ExportedFile>> store)
{
    /// <summary>The databases; their tables have no chunks yet.</summary>
    public IReadOnlyList<ExportedDatabase> Databases { get; private set; } = [];

    /// <summary>The script with the accounts; null when they were not asked for.</summary>
    public ExportedFile? Accounts { get; private set; }

    /// <summary>The script of a new replica; null when it was not asked for.</summary>
    public ExportedFile? Replication { get; private set; }

    /// <summary>Writes them all.</summary>
    public async Task WriteAsync(ExportScope scope, Func<TableDefinition, ExportedTable> describe, CancellationToken cancellationToken)
    {
        var databases = new List<ExportedDatabase>();
        foreach (var database in scope.Catalog.Databases)
        {
            databases.Add(scope.Options.Content == ExportContent.Data
                ? new ExportedDatabase { Name = database.Name, Tables = [.. database.Tables.Select(describe)], Views = [], Routines = [], Events = [] }
                : await WriteAsync(database, describe, cancellationToken).ConfigureAwait(false));
        }

        Databases = databases;
        if (scope.Accounts is not null)
            Accounts = await WriteAsync(FolderLayout.Accounts, DefinitionScript.OfAccounts(scope.Accounts), cancellationToken).ConfigureAwait(false);
        if (scope.ReplicationScript is not null)
            Replication = await WriteAsync(FolderLayout.Replication, scope.ReplicationScript, cancellationToken).ConfigureAwait(false);
    }

    private async Task<ExportedDatabase> WriteAsync(DatabaseDefinition database, Func<TableDefinition, ExportedTable> describe, CancellationToken cancellationToken)
    {
        var tables = new List<ExportedTable>();
        foreach (var table in database.Tables)
        {
            tables.Add(describe(table) with
            {
                Definition = await WriteAsync(layout.OfObject("table", table.Name), DefinitionScript.OfTable(table), cancellationToken).ConfigureAwait(false),
                Triggers = await WriteAllAsync(table.Triggers, async trigger => new ExportedObject(
                    trigger.Name.Name, "TRIGGER", await WriteAsync(layout.OfObject("trigger", trigger.Name), DefinitionScript.OfTrigger(trigger, database.Collation), cancellationToken).ConfigureAwait(false), [])).ConfigureAwait(false),
            });
        }

        return new ExportedDatabase
        {
            Name = database.Name,
            Definition = await WriteAsync(layout.OfDatabase(database.Name), DefinitionScript.OfDatabase(database), cancellationToken).ConfigureAwait(false),
            Tables = tables,
            Views = await WriteAllAsync(database.Views, async view => new ExportedObject(
                view.Name.Name, "VIEW", await WriteAsync(layout.OfObject("view", view.Name), DefinitionScript.OfView(view, replacesPlaceholder: false), cancellationToken).ConfigureAwait(false), view.Columns)).ConfigureAwait(false),
            Routines = await WriteAllAsync(database.Routines, async routine => new ExportedObject(
                routine.Name.Name, routine.Kind.ToString().ToUpperInvariant(), await WriteAsync(layout.OfRoutine(routine), DefinitionScript.OfRoutine(routine, database.Collation), cancellationToken).ConfigureAwait(false), [])).ConfigureAwait(false),
            Events = await WriteAllAsync(database.Events, async definition => new ExportedObject(
                definition.Name.Name, "EVENT", await WriteAsync(layout.OfObject("event", definition.Name), DefinitionScript.OfEvent(definition, database.Collation), cancellationToken).ConfigureAwait(false), [])).ConfigureAwait(false),
        };
    }

    private Task<ExportedFile> WriteAsync(string path, string script, CancellationToken cancellationToken) => store(path, ScriptText.Encode(script), cancellationToken);

    private static async Task<IReadOnlyList<ExportedObject>> WriteAllAsync<T>(IEnumerable<T> definitions, Func<T, Task<ExportedObject>> write)
    {
        var written = new List<ExportedObject>();
        foreach (var definition in definitions)
            written.Add(await write(definition).ConfigureAwait(false));
        return written;
    }
}
