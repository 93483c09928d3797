using MySqlOps.Engine.Catalog.CreateTable;
using MySqlOps.Engine.Dump.Definitions;
using MySqlOps.Engine.Dump.Folder;
using MySqlOps.Engine.Dump.Manifest;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Compare.Definitions.Scratch;

/// <summary>Reads the definitions of a folder: an export of ours by its manifest, or .sql files by their names, those of a subfolder being of the database of its name.</summary>
internal static class FolderScript
{
    /// <summary>Reads.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="defaultDatabase">The database of statements that name none.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="MySqlOpsException">FileFailed; ExportIncomplete, ExportUnsupported or ExportDamaged.</exception>
    public static async Task<IReadOnlyList<FolderStatement>> ReadAsync(string folder, string defaultDatabase, CancellationToken cancellationToken)
    {
        if (File.Exists(Path.Combine(folder, ExportManifest.FileName)))
            return await ReadExportAsync(await ExportFolder.OpenAsync(folder, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        var statements = new List<FolderStatement>();
        try
        {
            foreach (var file in Directory.EnumerateFiles(folder, "*.sql", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            {
                var relative = Path.GetRelativePath(folder, file);
                var database = Path.GetDirectoryName(relative) is { Length: > 0 } parent ? parent.Split(Path.DirectorySeparatorChar)[0] : defaultDatabase;
                statements.AddRange(Read(relative, ScriptText.Decode(await File.ReadAllBytesAsync(file, cancellationToken).ConfigureAwait(false)), database));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new MySqlOpsException(ErrorId.FileFailed, $"The folder {folder} can't be read: {e.Message}", folder, e);
        }

        return statements;
    }

    /// <summary>The definitions of one script.</summary>
    internal static IEnumerable<FolderStatement> Read(string file, string script, string database)
    {
        var settings = new List<string>();
        foreach (var statement in ScriptCutter.Cut(script))
        {
            var about = ScriptObject.Read(statement);
            if (about.Verb == "SET" && !IsGlobal(statement))
                settings.Add(statement);
            if (about is { Kind: "DATABASE", Databases: [var named] })
            {
                database = about.Verb == "USE" ? named : database;
                if (about.Verb == "CREATE")
                    yield return new FolderStatement { File = file, Database = named, Kind = about.Kind, Name = named, Text = statement, Settings = [], Databases = [named], DatabaseOptions = OptionsOf(statement) };
            }
            else if (about.IsDefinition)
            {
                yield return new FolderStatement { File = file, Database = database, Kind = about.Kind, Name = about.Name, Text = statement, Settings = [.. settings], Databases = [database, .. about.Databases] };
            }
        }
    }

    private static bool IsGlobal(string statement) =>
        SqlTokens.ReadScript(statement).Any(token => token.IsWord("GLOBAL") || token.IsWord("PERSIST") || token.IsWord("PERSIST_ONLY") || token.IsWord("GTID_PURGED") || token.IsWord("SQL_LOG_BIN") || token.IsWord("PASSWORD") || token.IsWord("ROLE"));

    private static string OptionsOf(string statement)
    {
        SqlToken[] tokens = [.. SqlTokens.ReadScript(statement)];
        var name = Array.FindIndex(tokens, token => token.IsWord("DATABASE") || token.IsWord("SCHEMA")) + 1;
        while (name < tokens.Length && (tokens[name].IsWord("IF") || tokens[name].IsWord("NOT") || tokens[name].IsWord("EXISTS") || tokens[name].Kind is SqlTokenKind.ConditionStart or SqlTokenKind.ConditionEnd))
            name++;
        return name < tokens.Length ? statement[tokens[name].End..].Trim() : "";
    }

    private static async Task<List<FolderStatement>> ReadExportAsync(ExportFolder export, CancellationToken cancellationToken)
    {
        var statements = new List<FolderStatement>();
        foreach (var database in export.Manifest.Databases)
        {
            ExportedFile?[] files =
            [
                database.Definition, .. database.Tables.Select(table => table.Definition), .. database.Routines.Select(one => one.Definition), .. database.Views.Select(one => one.Definition),
                .. database.Tables.SelectMany(table => table.Triggers).Select(one => one.Definition), .. database.Events.Select(one => one.Definition),
            ];
            foreach (var file in files.OfType<ExportedFile>())
            {
                var script = await export.ReadScriptAsync(file, cancellationToken).ConfigureAwait(false);
                statements.AddRange(Read(file.Path, script, database.Name));
            }
        }

        return statements;
    }
}
