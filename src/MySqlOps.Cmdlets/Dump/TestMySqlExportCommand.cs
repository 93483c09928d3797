using System.Management.Automation;
using MySqlOps.Cmdlets.Runtime;
using MySqlOps.Engine.Dump;
using MySqlOps.Engine.Dump.Folder;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Load.Rehearsal;

namespace MySqlOps.Cmdlets.Dump;

/// <summary>Test-MySqlExport: proves that an export is whole, and with -Deep that it can be restored.</summary>
[Cmdlet(VerbsDiagnostic.Test, "MySqlExport", DefaultParameterSetName = "Path")]
[OutputType(typeof(MySqlExportTest))]
public sealed class TestMySqlExportCommand : EngineCmdlet
{
    /// <summary>Folders of Export-MySqlDatabase.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "Path")]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>What Export-MySqlDatabase gave.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = "Export")]
    [ValidateNotNull]
    public MySqlExport InputObject { get; set; } = null!;

    /// <summary>Restores it into a server that is made for that and removed again, and compares all rows.</summary>
    [Parameter]
    public SwitchParameter Deep { get; set; }

    /// <summary>How many files are read at once.</summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = ExportOptions.DefaultThreadCount;

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        string[] paths = ParameterSetName == "Export" ? [InputObject.Path] : [.. Path.Select(SessionState.Path.GetUnresolvedProviderPathFromPSPath)];
        Run(async (pipeline, cancellationToken) =>
        {
            foreach (var path in paths)
            {
                try
                {
                    pipeline.Output(await TestAsync(path, pipeline, cancellationToken));
                }
                catch (MySqlOpsException e) when (paths.Length > 1)
                {
                    pipeline.Error(e);
                }
            }
        });
    }

    private async Task<MySqlExportTest> TestAsync(string path, Pipeline pipeline, CancellationToken cancellationToken)
    {
        var start = TimeProvider.System.GetTimestamp();
        var test = await new ExportVerifier(path, ThrottleLimit, pipeline, TimeProvider.System).RunAsync(cancellationToken);
        if (!Deep || !test.IsWhole)
            return test;
        var problems = await new ExportRehearsal(path, ThrottleLimit, pipeline, TimeProvider.System).RunAsync(cancellationToken);
        return test with { WasRestored = true, IsWhole = problems.Count == 0, Problems = problems, Duration = TimeProvider.System.GetElapsedTime(start) };
    }
}
