using System.Collections;
using System.Management.Automation;
using MySqlOps.Cmdlets.Runtime;
using MySqlOps.Engine.Dump;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Cmdlets.Dump;

/// <summary>Export-MySqlDatabase: writes databases into files, as of one point in time.</summary>
[Cmdlet(VerbsData.Export, "MySqlDatabase", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(MySqlExport))]
public sealed class ExportMySqlDatabaseCommand : SelectionCmdlet
{
    private readonly List<(ServerArgument Server, string[] Databases, string[] Tables)> _inputs = [];

    // Boxed: a field of the engine's own value type would load the engine when PowerShell lists this module's types.
    private object? _content;
    private object? _format;
    private object? _compression;
    private object? _replicationSource;

    /// <summary>The servers: objects, addresses, login paths or option files.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ServerCompleter))]
    public ServerArgument[] Server { get; set; } = [];

    /// <summary>The account to use in place of the one that the address names.</summary>
    [Parameter]
    [Credential]
    public PSCredential? Credential { get; set; }

    /// <summary>The folder to make, or the script: a name that ends in .sql or .sql.gz. With several servers, the folder in which each gets its own.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>Definitions, rows, or both.</summary>
    [Parameter]
    public ExportContent Content
    {
        get => _content is ExportContent content ? content : ExportContent.All;
        set => _content = value;
    }

    /// <summary>What the files are. Without it, the path's ending decides between a script and a folder.</summary>
    [Parameter]
    public ExportFormat Format
    {
        get => _format is ExportFormat format ? format : IsScript(Path) ? ExportFormat.Sql : ExportFormat.Folder;
        set => _format = value;
    }

    /// <summary>How files with rows are compressed. A script whose name ends in .gz always is.</summary>
    [Parameter]
    public ExportCompression Compression
    {
        get => _compression is ExportCompression compression ? compression : Format == ExportFormat.Sql && Path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? ExportCompression.Gzip : ExportCompression.None;
        set => _compression = value;
    }

    /// <summary>Bytes of data wanted in a file of a folder; an import loads a file in one transaction.</summary>
    [Parameter]
    [ValidateRange(64 * 1024, 1024L * 1024 * 1024)]
    public long ChunkSize { get; set; } = ExportOptions.DefaultChunkBytes;

    /// <summary>The rows of single tables: database.table, and what stands after WHERE.</summary>
    [Parameter]
    public IDictionary? Where { get; set; }

    /// <summary>How long to wait for the lock under which the snapshot is taken, and for statements that would hold it up.</summary>
    [Parameter]
    [Duration(Least = 1, Most = 86_400)]
    public TimeSpan LockTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>For which source the statements of a new replica are written.</summary>
    [Parameter]
    public ReplicationSource ReplicationSource
    {
        get => _replicationSource is ReplicationSource source ? source : ReplicationSource.None;
        set => _replicationSource = value;
    }

    /// <summary>A file of its own for the statements of a new replica.</summary>
    [Parameter]
    public string? ReplicationFile { get; set; }

    /// <summary>Writes the statements of a new replica as comments.</summary>
    [Parameter]
    public SwitchParameter CommentReplication { get; set; }

    /// <summary>Leaves gtid_purged out of the statements of a new replica.</summary>
    [Parameter]
    public SwitchParameter SkipGtid { get; set; }

    /// <summary>Replaces an older export, or what a failed one left.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        if (ReadNames() is not { } names)
            return;
        foreach (var server in Server)
            _inputs.Add((server, names.Databases, names.Tables));
    }

    /// <inheritdoc />
    protected override void EndProcessing()
    {
        var folder = WorkingFolder;
        var path = SessionState.Path.GetUnresolvedProviderPathFromPSPath(Path);
        var replicationFile = ReplicationFile is null ? null : SessionState.Path.GetUnresolvedProviderPathFromPSPath(ReplicationFile);
        Run(async (pipeline, cancellationToken) =>
        {
            var requests = await GatherAsync(folder, cancellationToken);
            foreach (var request in requests)
            {
                var own = requests.Count == 1 ? path : System.IO.Path.Combine(path, request.FolderName + (Format == ExportFormat.Sql ? ".sql" : ""));
                if (!await pipeline.ShouldProcessAsync(request.Server.ToString(), $"Export {Describe(request)} to {own}"))
                    continue;
                try
                {
                    pipeline.Output(await Exporter.ExportAsync(request.Server, Options(request, own, replicationFile), pipeline, cancellationToken));
                }
                catch (MySqlOpsException e) when (requests.Count > 1)
                {
                    pipeline.Error(e);
                }
            }
        });
    }

    private static bool IsScript(string path) => path.EndsWith(".sql", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".sql.gz", StringComparison.OrdinalIgnoreCase);

    private static string Describe(ExportRequest request) => request switch
    {
        { Tables: [_, ..] tables } => string.Join(", ", tables),
        { Databases: [_, ..] databases } => string.Join(", ", databases),
        _ => "all databases",
    };

    private async Task<IReadOnlyList<ExportRequest>> GatherAsync(string folder, CancellationToken cancellationToken)
    {
        var requests = new List<ExportRequest>();
        foreach (var (argument, databases, tables) in _inputs)
        {
            var server = await argument.ResolveAsync(Credential, folder, cancellationToken);
            var request = requests.Find(known => known.Server.ToString() == server.ToString());
            if (request is null)
                requests.Add(request = new ExportRequest(server));
            request.Databases.AddRange(databases.Except(request.Databases, StringComparer.Ordinal));
            request.Tables.AddRange(tables.Except(request.Tables, StringComparer.Ordinal));
        }

        return requests;
    }

    private ExportOptions Options(ExportRequest request, string path, string? replicationFile) => new()
    {
        Path = path,
        Selection = Select(request.Databases, request.Tables),
        Content = Content,
        Format = Format,
        Compression = Compression,
        ThreadCount = ThrottleLimit,
        MaxBytesPerSecond = MaxBytesPerSecond == 0 ? null : MaxBytesPerSecond,
        ChunkBytes = ChunkSize,
        Where = NameTable.Read(Where),
        IncludeUser = IncludeUser,
        LockTimeout = LockTimeout,
        ReplicationSource = ReplicationSource,
        ReplicationFile = replicationFile,
        CommentReplication = CommentReplication,
        SkipGtid = SkipGtid,
        Overwrite = Force,
    };
}
