using System.Management.Automation;
using MySqlOps.Cmdlets.Runtime;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Failover.Diagnosis;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Cmdlets.Failover;

/// <summary>The base of the cmdlets that ask or tell what is kept on a primary and its replicas about failovers.</summary>
public abstract class FailoverSetCmdlet : EngineCmdlet
{
    /// <summary>The primary; it may be down.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ServerCompleter))]
    public ServerArgument Server { get; set; } = null!;

    /// <summary>All its replicas. Without them the primary is asked who they are, which works only while it answers.</summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ServerCompleter))]
    public ServerArgument[] Replica { get; set; } = [];

    /// <summary>How long a server may take to answer.</summary>
    [Parameter]
    [Duration(Least = 0.1, Most = 3600)]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(5);

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
            try
            {
                var primary = await Server.ResolveAsync(Credential, folder, cancellationToken).ConfigureAwait(false);
                var replicas = Replica.Length > 0
                    ? await Task.WhenAll(Replica.Select(replica => replica.ResolveAsync(Credential, folder, cancellationToken))).ConfigureAwait(false)
                    : await FindAsync(primary, pipeline, cancellationToken).ConfigureAwait(false);
                await WorkAsync(primary, replicas, pipeline, cancellationToken).ConfigureAwait(false);
            }
            catch (MySqlOpsException e)
            {
                pipeline.Error(e);
            }
        });
    }

    /// <summary>Does it for one primary.</summary>
    private protected abstract Task WorkAsync(MySqlServer primary, IReadOnlyList<MySqlServer> replicas, Pipeline pipeline, CancellationToken cancellationToken);

    private static async Task<IReadOnlyList<MySqlServer>> FindAsync(MySqlServer primary, Pipeline pipeline, CancellationToken cancellationToken)
    {
        try
        {
            return await ReplicaFinder.FindAsync(primary, pipeline, cancellationToken).ConfigureAwait(false);
        }
        catch (MySqlOpsException)
        {
            pipeline.Warning($"{primary} could not be asked for its replicas. Name them by -Replica.");
            throw;
        }
    }
}
