using System.Management.Automation;
using MySqlOps.Cmdlets.Runtime;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.DiskUsage;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Cmdlets.DiskUsage;

/// <summary>Get-MySqlDiskUsage: what takes how much of a server's disk.</summary>
[Cmdlet(VerbsCommon.Get, "MySqlDiskUsage")]
[OutputType(typeof(DiskUsageEntry), typeof(DiskUsageSummary))]
public sealed class GetMySqlDiskUsageCommand : ServerCmdlet
{
    /// <summary>Names or patterns of databases.</summary>
    [Parameter(Position = 1)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(DatabaseCompleter))]
    public string[] Database { get; set; } = [];

    /// <summary>Names or patterns of databases to leave out.</summary>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(DatabaseCompleter))]
    public string[] ExcludeDatabase { get; set; } = [];

    /// <summary>Shows tables in place of databases.</summary>
    [Parameter]
    public SwitchParameter Table { get; set; }

    /// <summary>Names or patterns of tables, as table or database.table.</summary>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(TableCompleter))]
    public string[] TableName { get; set; } = [];

    /// <summary>Categories to show besides databases or tables.</summary>
    [Parameter]
    public DiskUsageCategory[] Category { get; set; } = [];

    /// <summary>Shows every category, and the server's own databases.</summary>
    [Parameter]
    public SwitchParameter All { get; set; }

    /// <summary>Shows databases without tables too.</summary>
    [Parameter]
    public SwitchParameter IncludeEmpty { get; set; }

    /// <summary>Writes one object with the totals in place of the entries.</summary>
    [Parameter]
    public SwitchParameter Summary { get; set; }

    /// <inheritdoc />
    private protected override async Task<IReadOnlyList<object>> AskAsync(MySqlServer server, Pipeline pipeline, CancellationToken cancellationToken)
    {
        var options = new DiskUsageOptions
        {
            Databases = Database,
            ExcludedDatabases = ExcludeDatabase,
            Tables = Table,
            TableNames = TableName,
            Categories = Category,
            All = All,
            IncludeEmpty = IncludeEmpty,
        };
        var report = await DiskUsageReader.ReadAsync(server, options, pipeline, cancellationToken).ConfigureAwait(false);
        foreach (var name in report.MissingDatabases)
            pipeline.Error(new MySqlOpsException(ErrorId.DatabaseMissing, $"There is no database {name} on {server}, or the account can't see it. See the names with Get-MySqlDiskUsage -IncludeEmpty.", name));
        foreach (var name in report.MissingTables)
            pipeline.Error(new MySqlOpsException(ErrorId.TableMissing, $"There is no table {name} in the databases that were asked for on {server}, or the account can't see it. See the names with Get-MySqlDiskUsage -Table.", name));
        return Summary ? [report.Summary] : report.Entries;
    }
}
