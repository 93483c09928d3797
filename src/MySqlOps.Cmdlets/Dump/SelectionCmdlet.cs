using System.Management.Automation;
using MySqlOps.Cmdlets.Runtime;
using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Dump;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Cmdlets.Dump;

/// <summary>The base of the cmdlets that export and import: which objects, and how hard they work.</summary>
public abstract class SelectionCmdlet : EngineCmdlet
{
    private bool _isPiped;

    /// <summary>Names or patterns of databases; all but the server's own when none is given.</summary>
    [Parameter(Position = 2, ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyCollection]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(DatabaseCompleter))]
    public string[]? Database { get; set; } = [];

    /// <summary>Names or patterns of databases to leave out.</summary>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(DatabaseCompleter))]
    public string[] ExcludeDatabase { get; set; } = [];

    /// <summary>Names or patterns of tables and views, as table or database.table. Routines and events are left out then.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyCollection]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(TableCompleter))]
    public string[]? Table { get; set; } = [];

    /// <summary>Names or patterns of tables and views to leave out.</summary>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(TableCompleter))]
    public string[] ExcludeTable { get; set; } = [];

    /// <summary>Kinds of objects to leave out.</summary>
    [Parameter]
    public ObjectKind[] SkipObject { get; set; } = [];

    /// <summary>Takes accounts, roles and grants too.</summary>
    [Parameter]
    public SwitchParameter IncludeUser { get; set; }

    /// <summary>How many connections work at once.</summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = ExportOptions.DefaultThreadCount;

    /// <summary>The most bytes of data a second, all connections together; 0 for no limit.</summary>
    [Parameter]
    [ValidateRange(0, long.MaxValue)]
    public long MaxBytesPerSecond { get; set; }

    /// <inheritdoc />
    protected override void BeginProcessing() =>
        _isPiped = MyInvocation.ExpectingInput && !MyInvocation.BoundParameters.ContainsKey(nameof(Database)) && !MyInvocation.BoundParameters.ContainsKey(nameof(Table));

    /// <summary>The names of one input. Those that come down the pipeline, as with disk usage, are no patterns, and a table is that database's.</summary>
    /// <returns>Null for a database of the server's own that nobody has named: it is neither exported nor copied.</returns>
    private protected (string[] Databases, string[] Tables)? ReadNames()
    {
        string[] databases = [.. (Database ?? []).Where(static name => name is not null)];
        string[] tables = [.. (Table ?? []).Where(static name => name is not null)];
        if (!_isPiped)
            return (databases, tables);
        if (databases.Any(SelectionFilter.IsReserved))
            return null;
        var prefix = databases is [var database] ? $"{NamePattern.Escape(database)}." : "";
        return ([.. databases.Select(NamePattern.Escape)], [.. tables.Select(table => prefix + NamePattern.Escape(table))]);
    }

    /// <summary>What is selected.</summary>
    /// <param name="databases">The databases.</param>
    /// <param name="tables">The tables.</param>
    private protected CatalogSelection Select(IReadOnlyList<string> databases, IReadOnlyList<string> tables) => new()
    {
        Databases = databases,
        ExcludedDatabases = ExcludeDatabase,
        Tables = tables,
        ExcludedTables = ExcludeTable,
        Kinds = SkipObject.Aggregate(ObjectKind.All, static (kinds, skipped) => kinds & ~skipped),
    };
}
