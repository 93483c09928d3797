using System.Collections;
using System.Management.Automation;
using MySqlOps.Cmdlets.Runtime;
using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Compare;
using MySqlOps.Engine.Compare.Replicas;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Dump;
using MySqlOps.Engine.Foundation;
using CompareOptions = MySqlOps.Engine.Compare.CompareOptions;

namespace MySqlOps.Cmdlets.Replication;

/// <summary>Test-MySqlReplicaData: whether replicas hold the rows and definitions of their source, while all are in use.</summary>
[Cmdlet(VerbsDiagnostic.Test, "MySqlReplicaData", DefaultParameterSetName = "Tables")]
[OutputType(typeof(MySqlReplicaData), typeof(MySqlDifference), typeof(bool))]
public sealed class TestMySqlReplicaDataCommand : EngineCmdlet
{
    private readonly List<ServerArgument> _servers = [];

    /// <summary>The source.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ServerCompleter))]
    public ServerArgument Source { get; set; } = null!;

    /// <summary>Its replicas. The source itself among them is left out.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Replica")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ServerCompleter))]
    public ServerArgument[] Server { get; set; } = [];

    /// <summary>Names or patterns of databases; all but the server's own when none is given.</summary>
    [Parameter]
    [SupportsWildcards]
    public string[] Database { get; set; } = [];

    /// <summary>Names or patterns of databases to leave out.</summary>
    [Parameter]
    [SupportsWildcards]
    public string[] ExcludeDatabase { get; set; } = [];

    /// <summary>Names or patterns of tables, as table or database.table.</summary>
    [Parameter]
    [SupportsWildcards]
    public string[] Table { get; set; } = [];

    /// <summary>Names or patterns of tables to leave out.</summary>
    [Parameter]
    [SupportsWildcards]
    public string[] ExcludeTable { get; set; } = [];

    /// <summary>The rows of single tables: database.table, and what stands after WHERE.</summary>
    [Parameter]
    public IDictionary? Where { get; set; }

    /// <summary>Columns whose values are not compared, as column, table.column or database.table.column.</summary>
    [Parameter]
    [SupportsWildcards]
    public string[] IgnoreColumn { get; set; } = [];

    /// <summary>Compares rows alone.</summary>
    [Parameter]
    public SwitchParameter SkipDefinition { get; set; }

    /// <summary>Gives every difference as Compare-MySqlDatabase does, in place of one object a table.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Detail")]
    public SwitchParameter Detail { get; set; }

    /// <summary>Says $true when all that was to be compared is equal and $false otherwise, and nothing more.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Quiet")]
    public SwitchParameter Quiet { get; set; }

    /// <summary>The file that keeps what is done: a test that was interrupted goes on where it was when it is given again.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

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

    /// <summary>Waits while the replica is behind for longer than this.</summary>
    [Parameter]
    [Duration(Most = 86_400)]
    public TimeSpan? MaxLag { get; set; }

    /// <summary>Waits while either server runs more threads than so many.</summary>
    [Parameter]
    [ValidateRange(1, 100_000)]
    public int? MaxThreadsRunning { get; set; }

    /// <summary>How long a row that differs may take to come out equal.</summary>
    [Parameter]
    [Duration(Least = 1, Most = 86_400)]
    public TimeSpan CatchUpTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>The account to use on the source in place of the one that its address names.</summary>
    [Parameter]
    [Credential]
    public PSCredential? SourceCredential { get; set; }

    /// <summary>The account to use on the replicas in place of the one that their address names.</summary>
    [Parameter]
    [Credential]
    public PSCredential? Credential { get; set; }

    /// <inheritdoc />
    protected override void ProcessRecord() => _servers.AddRange(Server);

    /// <inheritdoc />
    protected override void EndProcessing()
    {
        var folder = WorkingFolder;
        var path = Path is null ? null : SessionState.Path.GetUnresolvedProviderPathFromPSPath(Path);
        Run(async (pipeline, cancellationToken) =>
        {
            var isEqual = true;
            var source = await Source.ResolveAsync(SourceCredential, folder, cancellationToken);
            var replicas = await ResolveAsync(source, folder, Fail, pipeline, cancellationToken);
            var options = new ReplicaDataOptions { Compare = Options(), StatePath = path };
            var tester = new ReplicaDataTester(source, options, pipeline, TimeProvider.System) { Found = Detail ? pipeline.Output : null };
            await foreach (var result in tester.TestAsync(replicas, Fail, cancellationToken))
            {
                isEqual &= result.State is ReplicaDataState.Equal or ReplicaDataState.Skipped;
                if (!Detail && !Quiet)
                    pipeline.Output(result);
                else if (result.State is ReplicaDataState.Skipped or ReplicaDataState.Unknown)
                    pipeline.Warning($"{result.Server}: {result.ObjectType} {result.Database}.{result.Name} was not compared: {result.Reason}");
            }

            if (Quiet)
                pipeline.Output(isEqual);

            void Fail(MySqlOpsException e)
            {
                isEqual = false;
                pipeline.Error(e);
            }
        });
    }

    private async Task<List<MySqlServer>> ResolveAsync(MySqlServer source, string folder, Action<MySqlOpsException> fail, Pipeline pipeline, CancellationToken cancellationToken)
    {
        var replicas = new List<MySqlServer>();
        foreach (var argument in _servers)
        {
            try
            {
                var replica = await argument.ResolveAsync(Credential, folder, cancellationToken);
                if (replica.Endpoint == source.Endpoint)
                    pipeline.Verbose($"{replica} is the source itself.");
                else
                    replicas.Add(replica);
            }
            catch (MySqlOpsException e)
            {
                fail(e);
            }
        }

        return replicas;
    }

    private CompareOptions Options() => new()
    {
        Selection = new CatalogSelection { Databases = Database, ExcludedDatabases = ExcludeDatabase, Tables = Table, ExcludedTables = ExcludeTable },
        Definitions = !SkipDefinition,
        IgnoredColumns = IgnoreColumn,
        Where = NameTable.Read(Where),
        ThreadCount = ThrottleLimit,
        ChunkBytes = ChunkSize,
        MaxBytesPerSecond = MaxBytesPerSecond == 0 ? null : MaxBytesPerSecond,
        MaxLag = MaxLag,
        MaxRunningThreads = MaxThreadsRunning,
        CatchUpTimeout = CatchUpTimeout,
    };
}
