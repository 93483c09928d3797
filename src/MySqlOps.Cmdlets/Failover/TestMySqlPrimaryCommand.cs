using System.Management.Automation;
using MySqlOps.Cmdlets.Runtime;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Failover.Diagnosis;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Cmdlets.Failover;

/// <summary>Test-MySqlPrimary: what became of a primary, on the evidence of our own look and of its replicas.</summary>
[Cmdlet(VerbsDiagnostic.Test, "MySqlPrimary")]
[OutputType(typeof(PrimaryDiagnosis))]
public sealed class TestMySqlPrimaryCommand : EngineCmdlet
{
    /// <summary>The primary.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ServerCompleter))]
    public ServerArgument Server { get; set; } = null!;

    /// <summary>Its replicas, which are asked what they see of it. Without them the primary is asked who they are, which works only while it answers.</summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ServerCompleter))]
    public ServerArgument[] Replica { get; set; } = [];

    /// <summary>At how many looks in a row a primary must be out of reach before it may be failed over.</summary>
    [Parameter]
    [ValidateRange(1, 100)]
    public int Confirmations { get; set; } = 2;

    /// <summary>The time from one look to the next.</summary>
    [Parameter]
    [Duration(Least = 0.1, Most = 3600)]
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a login, the statements after it and each replica may take.</summary>
    [Parameter]
    [Duration(Least = 0.1, Most = 3600)]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(1.5);

    /// <summary>Goes on looking, one object a look, until it is stopped.</summary>
    [Parameter]
    public SwitchParameter Watch { get; set; }

    /// <summary>The account to use in place of the one that the addresses name.</summary>
    [Parameter]
    [Credential]
    public PSCredential? Credential { get; set; }

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        var folder = WorkingFolder;
        Run(async (pipeline, cancellationToken) =>
        {
            var options = new PrimaryWatchOptions
            {
                Rules = new PrimaryRules { Confirmations = Confirmations },
                Interval = Interval,
                ProbeTimeout = Timeout,
                WitnessTimeout = Timeout,
            };
            try
            {
                var primary = await Server.ResolveAsync(Credential, folder, cancellationToken).ConfigureAwait(false);
                var replicas = Replica.Length > 0
                    ? await Task.WhenAll(Replica.Select(replica => replica.ResolveAsync(Credential, folder, cancellationToken))).ConfigureAwait(false)
                    : await FindAsync(primary, pipeline, cancellationToken).ConfigureAwait(false);
                var watch = new PrimaryWatch(primary, replicas, options, TimeProvider.System);
                await using (watch.ConfigureAwait(false))
                {
                    if (!Watch)
                        pipeline.Output(await watch.DecideAsync(cancellationToken).ConfigureAwait(false));
                    else
                        await foreach (var diagnosis in watch.WatchAsync(cancellationToken).ConfigureAwait(false))
                            pipeline.Output(diagnosis);
                }
            }
            catch (MySqlOpsException e)
            {
                pipeline.Error(e);
            }
        });
    }

    /// <summary>A primary that can't be asked for its replicas is judged all the same.</summary>
    private static async Task<IReadOnlyList<MySqlServer>> FindAsync(MySqlServer primary, Pipeline pipeline, CancellationToken cancellationToken)
    {
        try
        {
            return await ReplicaFinder.FindAsync(primary, pipeline, cancellationToken).ConfigureAwait(false);
        }
        catch (MySqlOpsException e)
        {
            pipeline.Warning($"{primary} could not be asked for its replicas, so that nobody else is asked about it. Name them by -Replica. ({e.Id})");
            return [];
        }
    }
}
