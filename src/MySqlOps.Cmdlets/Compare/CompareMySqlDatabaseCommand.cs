using System.Collections;
using System.Management.Automation;
using MySqlOps.Cmdlets.Runtime;
using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Compare;
using MySqlOps.Engine.Dump;
using CompareOptions = MySqlOps.Engine.Compare.CompareOptions;

namespace MySqlOps.Cmdlets.Compare;

/// <summary>Compare-MySqlDatabase: every difference of definitions and rows, with the SQL that removes it.</summary>
[Cmdlet(VerbsData.Compare, "MySqlDatabase", DefaultParameterSetName = "Servers")]
[OutputType(typeof(MySqlDifference), typeof(MySqlComparison), typeof(string), typeof(bool))]
public sealed class CompareMySqlDatabaseCommand : EngineCmdlet
{
    // Boxed: a field of the engine's own value type would load the engine when PowerShell lists this module's types.
    private object? _content;
    private object? _diffType;
    private object? _method;

    /// <summary>The server as it should be.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = "Servers")]
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = "TargetFolder")]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ServerCompleter))]
    public ServerArgument Source { get; set; } = null!;

    /// <summary>The server that is held against it. It may be the same one, with -TargetDatabase.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = "Servers")]
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = "SourceFolder")]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ServerCompleter))]
    public ServerArgument Target { get; set; } = null!;

    /// <summary>A folder of definitions as they should be: an export, or .sql files.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "SourceFolder")]
    [ValidateNotNullOrEmpty]
    public string SourcePath { get; set; } = "";

    /// <summary>A folder of definitions that is held against the source: an export, or .sql files.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "TargetFolder")]
    [ValidateNotNullOrEmpty]
    public string TargetPath { get; set; } = "";

    /// <summary>Names or patterns of databases of the source; all but the server's own when none is given.</summary>
    [Parameter(Position = 2)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(DatabaseCompleter))]
    public string[] Database { get; set; } = [];

    /// <summary>The database's name on the target, when one database is compared under another name.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? TargetDatabase { get; set; }

    /// <summary>Names or patterns of databases to leave out.</summary>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(DatabaseCompleter))]
    public string[] ExcludeDatabase { get; set; } = [];

    /// <summary>Names or patterns of objects of every type, as name or database.name.</summary>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(TableCompleter))]
    public string[] Object { get; set; } = [];

    /// <summary>Names or patterns of tables and views to leave out.</summary>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(TableCompleter))]
    public string[] ExcludeTable { get; set; } = [];

    /// <summary>Kinds of objects to leave out.</summary>
    [Parameter]
    public ObjectKind[] SkipObject { get; set; } = [];

    /// <summary>Definitions, rows, or both. With a folder it is definitions alone.</summary>
    [Parameter]
    public ExportContent Content
    {
        get => _content is ExportContent content ? content : ExportContent.All;
        set => _content = value;
    }

    /// <summary>Compares accounts, roles and grants too.</summary>
    [Parameter]
    public SwitchParameter IncludeUser { get; set; }

    /// <summary>What is not looked at in definitions.</summary>
    [Parameter]
    public IgnoredProperty[] Ignore { get; set; } = [];

    /// <summary>Columns whose values are not compared, as column, table.column or database.table.column.</summary>
    [Parameter]
    [SupportsWildcards]
    public string[] IgnoreColumn { get; set; } = [];

    /// <summary>The rows of single tables: database.table, and what stands after WHERE.</summary>
    [Parameter]
    public IDictionary? Where { get; set; }

    /// <summary>Columns and tables that have another name on the target: database.table.column or database.table of the source, and the new bare name.</summary>
    [Parameter]
    public IDictionary? RenameHint { get; set; }

    /// <summary>The side that the SQL is for.</summary>
    [Parameter]
    [ValidateSet("Target", "Source")]
    public string ChangesFor { get; set; } = "Target";

    /// <summary>As what differences come out.</summary>
    [Parameter]
    public DiffType DiffType
    {
        get => _diffType is DiffType type ? type : DiffType.Object;
        set => _diffType = value;
    }

    /// <summary>With -DiffType Sql: the SQL that brings the differences back, too, as comments.</summary>
    [Parameter]
    public SwitchParameter ShowReverse { get; set; }

    /// <summary>Says $true when nothing differs and $false otherwise, and nothing more.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <summary>Ends with one object that says what was looked at and found.</summary>
    [Parameter]
    public SwitchParameter Summary { get; set; }

    /// <summary>The file to write one script to that removes all differences.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>Asks the server that would be changed what each change of a table costs it, on an empty copy in a database that is dropped again.</summary>
    [Parameter]
    public SwitchParameter ProbeCost { get; set; }

    /// <summary>Reads every definition, to find differences that information_schema does not show: where a file lies, AUTOEXTEND_SIZE, a default of NULL beside none. It takes a statement for each object.</summary>
    [Parameter]
    public SwitchParameter ReadEveryDefinition { get; set; }

    /// <summary>Where rows are hashed.</summary>
    [Parameter]
    public RowMethod Method
    {
        get => _method is RowMethod method ? method : RowMethod.Auto;
        set => _method = value;
    }

    /// <summary>How many connections to each server work at once.</summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = ExportOptions.DefaultThreadCount;

    /// <summary>Bytes of rows that are compared at once.</summary>
    [Parameter]
    [ValidateRange(64 * 1024, 1024L * 1024 * 1024)]
    public long ChunkSize { get; set; } = 16 * 1024 * 1024;

    /// <summary>The most bytes of rows a second of each side; 0 for no limit.</summary>
    [Parameter]
    [ValidateRange(0, long.MaxValue)]
    public long MaxBytesPerSecond { get; set; }

    /// <summary>Waits while a replica that is compared is behind for longer than this.</summary>
    [Parameter]
    [Duration(Most = 86_400)]
    public TimeSpan? MaxLag { get; set; }

    /// <summary>Waits while either server runs more threads than so many.</summary>
    [Parameter]
    [ValidateRange(1, 100_000)]
    public int? MaxThreadsRunning { get; set; }

    /// <summary>How long a row that differs between a source and its replica may take to come out equal.</summary>
    [Parameter]
    [Duration(Least = 1, Most = 86_400)]
    public TimeSpan CatchUpTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>The most differing rows of one table that are reported.</summary>
    [Parameter]
    [ValidateRange(1, long.MaxValue)]
    public long? MaxRowDifferences { get; set; }

    /// <summary>The account to use on the source in place of the one that its address names.</summary>
    [Parameter]
    [Credential]
    public PSCredential? Credential { get; set; }

    /// <summary>The account to use on the target in place of the one that its address names.</summary>
    [Parameter]
    [Credential]
    public PSCredential? TargetCredential { get; set; }

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        var folder = WorkingFolder;
        var options = Options();
        var sourcePath = ParameterSetName == "SourceFolder" ? SessionState.Path.GetUnresolvedProviderPathFromPSPath(SourcePath) : null;
        var targetPath = ParameterSetName == "TargetFolder" ? SessionState.Path.GetUnresolvedProviderPathFromPSPath(TargetPath) : null;
        var script = Path is null ? null : SessionState.Path.GetUnresolvedProviderPathFromPSPath(Path);
        Run(async (pipeline, cancellationToken) =>
        {
            var source = sourcePath is null ? ComparedSide.Of(await Source.ResolveAsync(Credential, folder, cancellationToken)) : ComparedSide.Of(sourcePath);
            var target = targetPath is null ? ComparedSide.Of(await Target.ResolveAsync(TargetCredential, folder, cancellationToken)) : ComparedSide.Of(targetPath);
            var comparer = new DatabaseComparer(source, target, options, pipeline, TimeProvider.System);
            var output = new ComparisonOutput(pipeline, DiffType, ShowReverse, Quiet, script is not null);
            await foreach (var difference in comparer.CompareAsync(cancellationToken))
            {
                if (!output.Take(difference))
                    break;
            }

            await output.EndAsync(comparer.Comparison, script, cancellationToken);
            if (Summary && !Quiet)
                pipeline.Output(comparer.Comparison);
        });
    }

    private CompareOptions Options() => new()
    {
        Selection = new CatalogSelection
        {
            Databases = Database,
            ExcludedDatabases = ExcludeDatabase,
            ExcludedTables = ExcludeTable,
            Kinds = SkipObject.Aggregate(ObjectKind.All, static (kinds, skipped) => kinds & ~skipped),
        },
        Objects = Object,
        TargetDatabases = TargetDatabase is null ? NameTable.Read(null) : new Dictionary<string, string>(StringComparer.Ordinal) { [OneDatabase()] = TargetDatabase },
        Definitions = Content != ExportContent.Data,
        Rows = Content != ExportContent.Schema,
        Accounts = IncludeUser,
        Ignore = Ignore.Aggregate(IgnoredProperty.None, static (all, one) => all | one),
        IgnoredColumns = IgnoreColumn,
        Where = NameTable.Read(Where),
        RenameHints = NameTable.Read(RenameHint),
        ChangesForSource = ChangesFor == "Source",
        ProbeCost = ProbeCost,
        ReadEveryDefinition = ReadEveryDefinition,
        Method = Method,
        ThreadCount = ThrottleLimit,
        ChunkBytes = ChunkSize,
        MaxBytesPerSecond = MaxBytesPerSecond == 0 ? null : MaxBytesPerSecond,
        MaxLag = MaxLag,
        MaxRunningThreads = MaxThreadsRunning,
        CatchUpTimeout = CatchUpTimeout,
        MaxRowDifferences = MaxRowDifferences,
    };

    private string OneDatabase() => Database is [var database] && !WildcardPattern.ContainsWildcardCharacters(database)
        ? database
        : throw new PSInvalidOperationException("-TargetDatabase takes one -Database, by its whole name.");
}
