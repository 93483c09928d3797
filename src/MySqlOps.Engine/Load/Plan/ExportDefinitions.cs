using MySqlOps.Engine.Catalog.CreateTable;
using MySqlOps.Engine.Dump;
using MySqlOps.Engine.Dump.Definitions;
using MySqlOps.Engine.Dump.Manifest;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Load.Files;
using MySqlOps.Engine.Load.Scripts;

namespace MySqlOps.Engine.Load.Plan;

/// <summary>The definitions of an export, read beforehand so that the plan can look into them.</summary>
internal sealed record ExportDefinitions
{
    /// <summary>The scripts of databases, views, routines, triggers and events, by their path.</summary>
    public required IReadOnlyDictionary<string, string> Scripts { get; init; }

    /// <summary>The tables' definitions, by the path of their script.</summary>
    public required IReadOnlyDictionary<string, CreateTableText> Tables { get; init; }

    /// <summary>The statements of the script with accounts; empty when there is none or it was not asked for.</summary>
    public IReadOnlyList<string> Accounts { get; init; } = [];

    /// <summary>Reads them.</summary>
    /// <exception cref="MySqlOpsException">ExportDamaged, or DefinitionInvalid: a script is not what the manifest says.</exception>
    public static async Task<ExportDefinitions> ReadAsync(IExportSource source, bool withDefinitions, bool withAccounts, CancellationToken cancellationToken)
    {
        var manifest = source.Manifest;
        var scripts = new Dictionary<string, string>(StringComparer.Ordinal);
        var tables = new Dictionary<string, CreateTableText>(StringComparer.Ordinal);
        foreach (var database in withDefinitions ? manifest.Databases : [])
        {
            var objects = database.Views.Concat(database.Routines).Concat(database.Events).Concat(database.Tables.SelectMany(table => table.Triggers));
            foreach (var file in objects.Select(one => one.Definition).Append(database.Definition).OfType<ExportedFile>())
                scripts[file.Path] = await source.ReadScriptAsync(file, cancellationToken).ConfigureAwait(false);
            foreach (var file in database.Tables.Select(table => table.Definition).OfType<ExportedFile>())
                tables[file.Path] = await ReadTableAsync(source, file, cancellationToken).ConfigureAwait(false);
        }

        var accounts = withAccounts && manifest.Accounts is { } script
            ? await SplitAsync(await source.ReadScriptAsync(script, cancellationToken).ConfigureAwait(false), script.Path, cancellationToken).ConfigureAwait(false)
            : [];
        return new ExportDefinitions { Scripts = scripts, Tables = tables, Accounts = accounts };
    }

    /// <summary>The statements of a script that changes no setting on which its reading depends.</summary>
    public static async Task<IReadOnlyList<string>> SplitAsync(string script, string name, CancellationToken cancellationToken)
    {
        var window = new ByteWindow(new MemoryStream(ScriptText.Encode(script)), name);
        await using (window.ConfigureAwait(false))
        {
            var reader = new SqlScriptReader(window, static _ => { });
            var statements = new List<string>();
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false) is { } statement)
                statements.Add(ScriptText.Decode(statement.Text.Span));
            return statements;
        }
    }

    private static async Task<CreateTableText> ReadTableAsync(IExportSource source, ExportedFile file, CancellationToken cancellationToken)
    {
        var script = await source.ReadScriptAsync(file, cancellationToken).ConfigureAwait(false);
        var statements = await SplitAsync(script, file.Path, cancellationToken).ConfigureAwait(false);
        var create = statements.FirstOrDefault(statement => statement.StartsWith("CREATE TABLE", StringComparison.OrdinalIgnoreCase))
            ?? throw new MySqlOpsException(ErrorId.ExportDamaged, $"{file.Path} of {source.Origin} holds no CREATE TABLE. Export anew.", file.Path);
        return CreateTableText.Parse(create);
    }
}
