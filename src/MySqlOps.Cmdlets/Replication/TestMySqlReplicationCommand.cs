using System.Management.Automation;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Replication.Setup;

namespace MySqlOps.Cmdlets.Replication;

/// <summary>Test-MySqlReplication: whether servers can follow a source, and do.</summary>
[Cmdlet(VerbsDiagnostic.Test, "MySqlReplication")]
[OutputType(typeof(ReplicationCheck), typeof(bool))]
public sealed class TestMySqlReplicationCommand : ReplicationPairCmdlet
{
    /// <summary>Only whether they can, for servers that are not set up yet.</summary>
    [Parameter]
    public SwitchParameter Prerequisite { get; set; }

    /// <summary>Says only true or false for each replica.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc />
    protected override void EndProcessing()
    {
        var folder = WorkingFolder;
        var options = CommonOptions() with { Provision = ProvisionMethod.None };
        Run(async (pipeline, cancellationToken) =>
        {
            var source = await ResolveAsync(Source, folder, cancellationToken);
            var outcomes = Fleet.RunAsync(
                Replicas,
                ThrottleLimit,
                async (argument, token) => await ReplicationTester.TestAsync(source, await ResolveAsync(argument, folder, token), options, Prerequisite, token),
                cancellationToken);
            await foreach (var outcome in outcomes)
            {
                if (outcome.Error is { } error)
                    pipeline.Error(error);
                if (Quiet)
                    pipeline.Output(outcome.Value?.All(static check => check.Status != CheckStatus.Fail) ?? false);
                else
                    foreach (var check in outcome.Value ?? [])
                        pipeline.Output(check);
            }
        });
    }
}
