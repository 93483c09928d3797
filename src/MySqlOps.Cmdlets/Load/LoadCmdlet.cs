using System.Collections;
using System.Management.Automation;
using MySqlOps.Cmdlets.Dump;
using MySqlOps.Cmdlets.Runtime;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Dump;
using MySqlOps.Engine.Load;
using MySqlOps.Engine.Load.Plan;

namespace MySqlOps.Cmdlets.Load;

/// <summary>The base of the cmdlets that load into a server: how they treat it.</summary>
public abstract class LoadCmdlet : SelectionCmdlet
{
    // Boxed: a field of the engine's own value type would load the engine when PowerShell lists this module's types.
    private object? _content;
    private object? _ifExists;
    private object? _gtidPurged;
    private bool _isWhatIf;
    private bool _asks;

    /// <summary>Definitions, rows, or both. Rows alone go into tables that are there.</summary>
    [Parameter]
    public ExportContent Content
    {
        get => _content is ExportContent content ? content : ExportContent.All;
        set => _content = value;
    }

    /// <summary>What to do about objects that the target has already.</summary>
    [Parameter]
    public ExistingObjects IfExists
    {
        get => _ifExists is ExistingObjects existing ? existing : ExistingObjects.Error;
        set => _ifExists = value;
    }

    /// <summary>New names of databases, by their old names.</summary>
    [Parameter]
    public IDictionary? RenameDatabase { get; set; }

    /// <summary>The storage engine that all tables get.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(EngineCompleter))]
    public string? Engine { get; set; }

    /// <summary>Keeps what is loaded out of the target's binary log, and so from its replicas.</summary>
    [Parameter]
    public SwitchParameter SkipBinLog { get; set; }

    /// <summary>Whether the GTID set of the source is added to the target's gtid_purged.</summary>
    [Parameter]
    public GtidPurgedAction GtidPurged
    {
        get => _gtidPurged is GtidPurgedAction action ? action : GtidPurgedAction.Auto;
        set => _gtidPurged = value;
    }

    /// <summary>Takes rows as the server changes them to fit, and leaves out those that it drops.</summary>
    [Parameter]
    public SwitchParameter AllowWarning { get; set; }

    /// <summary>Loads into a server that is a replica.</summary>
    [Parameter]
    public SwitchParameter AllowReplica { get; set; }

    /// <summary>The folder for files with rows that the server took only with warnings.</summary>
    [Parameter]
    public string? RejectPath { get; set; }

    /// <summary>Does not ask before objects are replaced.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc />
    protected override void BeginProcessing()
    {
        base.BeginProcessing();

        // Only what loads over something is asked about; what was said outright of -WhatIf or -Confirm goes before.
        var given = MyInvocation.BoundParameters;
        _isWhatIf = IsWhatIf;
        _asks = _isWhatIf || given.ContainsKey("Confirm") || (IfExists == ExistingObjects.Replace && !Force);
    }

    /// <summary>How to load.</summary>
    /// <param name="rejectFolder">The folder for rejected rows when none was given.</param>
    private protected LoadOptions Options(string rejectFolder) => new()
    {
        Selection = Select(Database ?? [], Table ?? []),
        Content = Content,
        IfExists = IfExists,
        RenamedDatabases = NameTable.Read(RenameDatabase),
        Engine = Engine,
        SkipBinLog = SkipBinLog,
        GtidPurged = GtidPurged,
        AllowWarning = AllowWarning,
        AllowReplica = AllowReplica,
        IncludeUser = IncludeUser,
        ThreadCount = ThrottleLimit,
        MaxBytesPerSecond = MaxBytesPerSecond == 0 ? null : MaxBytesPerSecond,
        RejectFolder = RejectPath is null ? rejectFolder : SessionState.Path.GetUnresolvedProviderPathFromPSPath(RejectPath),
    };

    /// <summary>Plans, shows or asks, and loads that very plan.</summary>
    /// <returns>Null when nothing was to be done.</returns>
    private protected async Task<MySqlImport?> LoadAsync(ExportLoader loader, MySqlServer target, string origin, Pipeline pipeline, CancellationToken cancellationToken)
    {
        var plan = await loader.PlanAsync(cancellationToken);
        plan.ThrowIfRefused();
        if (!await AllowsAsync(plan, target, origin, pipeline))
            return null;
        return await loader.LoadAsync(plan, cancellationToken);
    }

    /// <summary>Shows or asks about an import that has no plan of its own.</summary>
    private protected async Task<bool> AllowsAsync(string action, MySqlServer target, Pipeline pipeline) =>
        !_asks || await pipeline.ShouldProcessAsync(target.ToString(), action);

    private async Task<bool> AllowsAsync(LoadPlan plan, MySqlServer target, string origin, Pipeline pipeline)
    {
        if (!_isWhatIf)
            return await AllowsAsync($"Import {origin}{(IfExists == ExistingObjects.Replace ? ", replacing what is there" : "")}", target, pipeline);
        foreach (var note in plan.Notes)
            pipeline.Warning(note);
        foreach (var remark in plan.Remarks)
            pipeline.Verbose(remark);
        foreach (var step in plan.Steps)
            await pipeline.ShouldProcessAsync(target.ToString(), step.ToString());
        return false;
    }
}
