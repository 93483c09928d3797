using System.Collections;
using System.Management.Automation;
using MySqlOps.Cmdlets.Runtime;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Dump;
using MySqlOps.Engine.Dump.Folder;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Load;
using MySqlOps.Engine.Load.Delimited;
using MySqlOps.Engine.Load.Scripts;

namespace MySqlOps.Cmdlets.Load;

/// <summary>Import-MySqlDatabase: loads exports, SQL scripts, and CSV, tab-separated and JSON files into a server.</summary>
[Cmdlet(VerbsData.Import, "MySqlDatabase", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High, DefaultParameterSetName = "Path")]
[OutputType(typeof(MySqlImport))]
public sealed class ImportMySqlDatabaseCommand : LoadCmdlet
{
    private object? _format;
    private object? _binaryFormat;

    /// <summary>The server to load into.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ServerCompleter))]
    public ServerArgument Server { get; set; } = null!;

    /// <summary>Folders of Export-MySqlDatabase, SQL scripts, or files with rows.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = "Path")]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>What Export-MySqlDatabase gave.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = "Export")]
    [ValidateNotNull]
    public MySqlExport InputObject { get; set; } = null!;

    /// <summary>The account to use in place of the one that the address names.</summary>
    [Parameter]
    [Credential]
    public PSCredential? Credential { get; set; }

    /// <summary>What the files are. Without it, a folder is an export, and a file's ending decides: .sql, .csv, .tsv, .txt, .json, .jsonl, each also with .gz.</summary>
    [Parameter]
    public ExportFormat Format
    {
        get => _format is ExportFormat format ? format : ExportFormat.Folder;
        set => _format = value;
    }

    /// <summary>The table's columns by the file's; an empty name leaves the file's column out.</summary>
    [Parameter]
    public IDictionary? ColumnMap { get; set; }

    /// <summary>The names of the file's columns, where no header tells them.</summary>
    [Parameter]
    public string[]? ColumnName { get; set; }

    /// <summary>The file's first row is a row and no header.</summary>
    [Parameter]
    public SwitchParameter NoHeader { get; set; }

    /// <summary>The unquoted text that stands for NULL.</summary>
    [Parameter]
    public string? NullMarker { get; set; }

    /// <summary>What parts the fields of CSV.</summary>
    [Parameter]
    public char Delimiter { get; set; } = ',';

    /// <summary>The file's character set, as utf-8, latin1 or shift_jis.</summary>
    [Parameter]
    public string? CharacterSet { get; set; }

    /// <summary>How the file writes the cells of binary columns.</summary>
    [Parameter]
    public BinaryText BinaryFormat
    {
        get => _binaryFormat is BinaryText format ? format : BinaryText.Base64;
        set => _binaryFormat = value;
    }

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        var folder = WorkingFolder;
        (string Path, ExportFormat? Format)[] inputs = ParameterSetName == "Export"
            ? [(InputObject.Path, InputObject.Format)]
            : [.. Path.Select(path => (SessionState.Path.GetUnresolvedProviderPathFromPSPath(path), (ExportFormat?)null))];
        List<(string Path, ExportFormat? Format, LoadOptions Options)> jobs = [.. inputs.Select(input => (input.Path, input.Format, Options($"{input.Path.TrimEnd('/', '\\')}.rejects")))];
        Run(async (pipeline, cancellationToken) =>
        {
            var server = await Server.ResolveAsync(Credential, folder, cancellationToken);
            foreach (var (path, format, options) in jobs)
            {
                try
                {
                    if (await ImportAsync(server, path, format ?? FormatOf(path), options, pipeline, cancellationToken) is { } outcome)
                        pipeline.Output(outcome);
                }
                catch (MySqlOpsException e) when (jobs.Count > 1)
                {
                    pipeline.Error(e);
                }
            }
        });
    }

    private ExportFormat FormatOf(string path)
    {
        if (_format is ExportFormat format)
            return format;
        if (Directory.Exists(path))
            return ExportFormat.Folder;
        if (!File.Exists(path))
            throw new MySqlOpsException(ErrorId.FileFailed, $"{path} is not there. Name a folder of Export-MySqlDatabase, an SQL script, or a file with rows.", path);
        var bare = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? path[..^3] : path;
        return System.IO.Path.GetExtension(bare).ToUpperInvariant() switch
        {
            ".SQL" => ExportFormat.Sql,
            ".CSV" => ExportFormat.Csv,
            ".TSV" or ".TXT" => ExportFormat.Tsv,
            ".JSON" or ".JSONL" or ".NDJSON" => ExportFormat.Json,
            _ => throw new MySqlOpsException(ErrorId.LoadFileInvalid, $"What {path} holds can't be told from its name. Say it by -Format Sql, Csv, Tsv or Json.", path),
        };
    }

    private Task<MySqlImport?> ImportAsync(MySqlServer server, string path, ExportFormat format, LoadOptions options, Pipeline pipeline, CancellationToken cancellationToken) => format switch
    {
        ExportFormat.Folder => ImportFolderAsync(server, path, options, pipeline, cancellationToken),
        ExportFormat.Sql => ImportScriptAsync(server, path, options, pipeline, cancellationToken),
        _ when Directory.Exists(path) => throw new MySqlOpsException(ErrorId.LoadFileInvalid, $"The folder {path} holds a file for each table. Import them one by one, each with -Path file -Table database.table.", path),
        _ => ImportRowsAsync(server, path, format, options, pipeline, cancellationToken),
    };

    private async Task<MySqlImport?> ImportFolderAsync(MySqlServer server, string path, LoadOptions options, Pipeline pipeline, CancellationToken cancellationToken)
    {
        var source = await ExportFolder.OpenAsync(path, cancellationToken);
        await using (source)
            return await LoadAsync(new ExportLoader(server, source, options, pipeline, TimeProvider.System), server, path, pipeline, cancellationToken);
    }

    private async Task<MySqlImport?> ImportScriptAsync(MySqlServer server, string path, LoadOptions options, Pipeline pipeline, CancellationToken cancellationToken)
    {
        if (Database is { Length: > 1 })
            throw new MySqlOpsException(ErrorId.LoadScriptInvalid, $"A script is run with one database selected, and {Database.Length} were named. Name one, or none when the script selects its own.", path);
        if (!await AllowsAsync($"Run the script {path}", server, pipeline))
            return null;
        return await ScriptLoad.RunAsync(
            server,
            path,
            new ScriptImportOptions
            {
                Database = Database is [var database] ? database : null,
                SkipBinLog = options.SkipBinLog,
                GtidPurged = options.GtidPurged,
                RenamedDatabases = options.RenamedDatabases,
            },
            pipeline,
            TimeProvider.System,
            cancellationToken);
    }

    private async Task<MySqlImport?> ImportRowsAsync(MySqlServer server, string path, ExportFormat format, LoadOptions options, Pipeline pipeline, CancellationToken cancellationToken)
    {
        var table = TableName.Read(Database ?? [], Table ?? [], path);
        var file = new DelimitedLoadOptions
        {
            File = new DelimitedOptions
            {
                Format = format switch { ExportFormat.Csv => DelimitedFormat.Csv, ExportFormat.Tsv => DelimitedFormat.Tsv, _ => DelimitedFormat.Json },
                Delimiter = Delimiter,
                HasHeader = !NoHeader,
                NullMarker = NullMarker,
                Columns = ColumnName,
            },
            EncodingName = CharacterSet,
            ColumnMap = NameTable.Read(ColumnMap),
            Binary = BinaryFormat,
        };
        var (loader, source) = await new DelimitedImporter(server, pipeline, TimeProvider.System).OpenAsync(path, table, file, options, cancellationToken);
        await using (source)
            return await LoadAsync(loader, server, path, pipeline, cancellationToken);
    }
}
